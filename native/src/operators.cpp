#include "operators.hpp"

#include <map>

namespace cowith::native {

std::string python_operator(const std::string& cpp, int arguments) {
    static const std::map<std::string, std::string> binary = {
        {"operator==", "__eq__"}, {"operator!=", "__ne__"},     {"operator<", "__lt__"},  {"operator<=", "__le__"},
        {"operator>", "__gt__"},  {"operator>=", "__ge__"},     {"operator+", "__add__"}, {"operator-", "__sub__"},
        {"operator*", "__mul__"}, {"operator/", "__truediv__"}, {"operator%", "__mod__"}, {"operator[]", "__getitem__"},
    };
    if (cpp == "operator()") return "__call__";
    if (arguments == 0) return cpp == "operator-" ? "__neg__" : cpp == "operator+" ? "__pos__" : "";
    const auto found = binary.find(cpp);
    return found == binary.end() || arguments != 1 ? "" : found->second;
}

std::string reflected_operator(const std::string& python) {
    static const std::map<std::string, std::string> mirrored = {{"__eq__", "__eq__"}, {"__ne__", "__ne__"},
                                                                {"__lt__", "__gt__"}, {"__le__", "__ge__"},
                                                                {"__gt__", "__lt__"}, {"__ge__", "__le__"}};
    if (const auto found = mirrored.find(python); found != mirrored.end()) return found->second;
    static const std::string arithmetic[] = {"__add__", "__sub__", "__mul__", "__truediv__", "__mod__"};
    for (const auto& name : arithmetic)
        if (name == python) return "__r" + python.substr(2);
    return "";
}

std::string operator_call(const function& f, const std::string& passed) {
    if (f.infix == "bool") return "static_cast<bool>(self)";
    if (passed.empty()) return f.infix + "self";
    return f.is_reflected ? passed + " " + f.infix + " self" : "self " + f.infix + " " + passed;
}

}  // namespace cowith::native
