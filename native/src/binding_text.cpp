// The C++ that makes a header's classes and functions Python's (cowith/host/bind.hpp).

#include "cursor.hpp"
#include "header.hpp"
#include "operators.hpp"

#include <algorithm>
#include <map>

namespace cowith::native {
namespace {

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    return out + "\"";
}

/// "execute(sql: str, limit: int = ...)"
std::string shown(const std::string& name, const function& f) {
    std::string list;
    for (const auto& p : f.parameters)
        list += (list.empty() ? "" : ", ") + p.name + ": " + p.type.python + (p.has_default ? " = ..." : "");
    return name + "(" + list + ")";
}

/// Python asks the other operand when an operator answers NotImplemented.
bool is_operator(const std::string& python) {
    return python.starts_with("__") && python != "__call__" && python != "__getitem__";
}

class printer {
  public:
    explicit printer(const header& h) : header_(h) {}

    std::string print() {
        out_ = "// The Python module " + header_.name + ", made by cowith-bind from " + header_.path +
               ".\n#pragma GCC diagnostic ignored \"-Wattributes\"  // clang::annotate\n#include " +
               quoted(header_.path) + "\n\n#include <cowith/host/bind.hpp>\n\nnamespace cowith::bind {\n";
        for (const auto& c : header_.classes)
            out_ += "template <> inline constexpr bool bound_class<" + c.cpp + "> = true;\n";
        for (const auto& e : header_.enums)
            out_ += "template <> inline constexpr bool bound_enum<" + e.cpp + "> = true;\n";
        out_ += "}  // namespace cowith::bind\n\n#pragma GCC diagnostic ignored "
                "\"-Wdeprecated-declarations\"\n\nnamespace cowith_native_" +
                header_.name + " {\n\nusing namespace cowith::bind;\n\n";
        std::string calls;
        for (const auto& e : header_.enums) {
            calls += "    module.add_enum<" + e.cpp + ">(" + quoted(e.python) + ", {";
            std::string list;
            for (const auto& [name, value] : e.members)
                list +=
                    (list.empty() ? "" : ", ") + std::string("{") + quoted(name) + ", " + std::to_string(value) + "}";
            calls += list + "});\n";
        }
        for (const auto& c : header_.classes) {
            class_(c);
            calls += "    add_" + identifier(c.cpp) + "(module);\n";
        }
        for (const auto& c : header_.constants)
            calls += "    module.add(" + quoted(c.python) + ", " + value_of(c) + ");\n";
        std::map<std::string, std::vector<const function*>> by_name;
        for (const auto& f : header_.functions) by_name[f.python].push_back(&f);
        for (const auto& [python, overloads] : by_name) {
            calls += "    {\n        function f(" + quoted(python) + ");\n";
            for (const auto* f : overloads) calls += variants(*f, python, "add", "", f->name, 2);
            calls += documented(overloads);
            calls += "        module.add(f, " + quoted(python) + ");\n    }\n";
        }
        out_ +=
            "static bool fill(cowith::ref dict) {\n    module_builder module(dict, " + quoted(header_.name) + ");\n" +
            calls +
            "    return module.good();\n}\n\nextern cowith::native_module module_;\ncowith::native_module module_(" +
            quoted(header_.name) + ", fill);\n\n}  // namespace cowith_native_" + header_.name + "\n";
        return std::move(out_);
    }

  private:
    static std::string value_of(const constant& c) {
        return c.is_enumerator ? "cowith::make_int(static_cast<std::int64_t>(" + c.cpp + "))"
                               : "cowith::conversion<std::decay_t<decltype(" + c.cpp + ")>>::to(" + c.cpp + ")";
    }
    static std::string identifier(std::string name) {
        std::replace(name.begin(), name.end(), ':', '_');
        return name;
    }

    /// What is said of the overloads, one after the other.
    static std::string documented(const std::vector<const function*>& overloads) {
        std::string text;
        std::set<std::string> said;
        for (const auto* f : overloads)
            if (!f->doc.empty() && said.insert(f->doc).second) text += (text.empty() ? "" : "\n\n") + f->doc;
        return text.empty() ? "" : "        f.document(" + quoted(text) + ");\n";
    }

    /// One overload for each number of arguments that C++'s defaults allow.
    static std::string variants(const function& f, const std::string& python, const std::string& how,
                                const std::string& self, const std::string& target, int depth) {
        std::size_t least = f.parameters.size();
        while (least > 0 && f.parameters[least - 1].has_default) --least;
        std::string text;
        for (std::size_t count = f.parameters.size() + 1; count-- > least;) {
            if (f.not_with.contains(count)) continue;
            std::string types = self, names, declared, passed;
            for (std::size_t i = 0; i < count; ++i) {
                const auto& p = f.parameters[i];
                const std::string name = "a" + std::to_string(i);
                types += (types.empty() ? "" : ", ") + p.type.cpp;
                names += (names.empty() ? "" : ", ") + quoted(p.name);
                declared += (declared.empty() ? "" : ", ") + p.type.cpp + " " + name;
                passed += (passed.empty() ? "" : ", ") + std::string("std::forward<") + p.type.cpp + ">(" + name + ")";
            }
            std::string parameters = declared;
            std::string body = "return " + target + "(" + passed + ");";
            if (how == "add_method") {
                parameters = self + "& self" + (declared.empty() ? "" : ", ") + declared;
                body = "return " +
                       (f.infix.empty() ? "self." + target + "(" + passed + ")" : operator_call(f, passed)) + ";";
            } else if (how == "add_constructor") {
                body = "return std::make_shared<" + target + ">(" + passed + ");";
            }
            text += std::string(static_cast<std::size_t>(depth) * 4, ' ') + "f." + how + "<" + types + ">({" + names +
                    "}, " + quoted(shown(python, f)) + ", [](" + parameters + ")" +
                    (how == "add_constructor" ? "" : " -> decltype(auto)") + " { " + body + " });\n";
        }
        return text;
    }

    void class_(const class_type& c) {
        out_ += "static void add_" + identifier(c.cpp) + "(module_builder& module) {\n";
        if (c.is_exception) {
            const std::string base = !c.base.empty()         ? "python_class<" + c.base + ">"
                                     : c.python_base.empty() ? "cowith::ref(&cowith::Exception_type)"
                                                             : "cowith::ref(&cowith::" + c.python_base + "_type)";
            out_ += "    module.add_exception_class<" + c.cpp + ">(" + quoted(c.python) + ", " + quoted(c.doc) + ", " +
                    base + ");\n}\n\n";
            return;
        }
        out_ += "    members all;\n";
        constructor(c);
        std::map<std::string, std::vector<const function*>> by_name;
        for (const auto& m : c.methods) by_name[m.python].push_back(&m);
        for (const auto& [python, overloads] : by_name) {
            out_ += "    {\n        function f(" + quoted(c.python + "." + python) + ");\n";
            for (const auto* m : overloads)
                out_ += m->is_static ? variants(*m, python, "add", "", c.cpp + "::" + m->name, 2)
                                     : variants(*m, python, "add_method", c.cpp, m->name, 2);
            out_ += documented(by_name[python]);
            if (is_operator(python)) out_ += "        f.is_operator();\n";
            out_ += std::string("        all.") + (overloads[0]->is_static ? "add_static" : "add") + "(" +
                    quoted(python) + ", f);\n    }\n";
        }
        for (const auto& value : c.constants)
            out_ += "    all.add(" + quoted(value.python) + ", " + value_of(value) + ");\n";
        for (const auto& f : c.fields) {
            out_ += "    all.add_property(" + quoted(python_identifier(f.name)) + ", function(" + quoted(f.name) +
                    ").add_method<" + c.cpp + ">({}, " + quoted(f.name) + ", [](" + c.cpp + "& self) -> auto" +
                    (f.is_copied ? "" : "&") + " { return self." + f.name + "; })";
            if (!f.is_const)
                out_ += ",\n        function(" + quoted(f.name) + ").add_method<" + c.cpp + ", const " + f.type.cpp +
                        "&>({\"value\"}, " + quoted(f.name + ": " + f.type.python) + ", [](" + c.cpp +
                        "& self, const " + f.type.cpp + "& value) { self." + f.name + " = value; }).make()";
            out_ += ");\n";
        }
        scopes(by_name);
        out_ += "    module.add_class<" + c.cpp + (c.base.empty() ? "" : ", " + c.base) + ">(" + quoted(c.python) +
                ", " + (c.doc.empty() ? "nullptr" : quoted(c.doc)) + ", " +
                (c.base.empty() ? "{}" : "python_class<" + c.base + ">") + ", all.take());\n}\n\n";
    }

    void constructor(const class_type& c) {
        out_ += "    {\n        function f(" + quoted(c.python) + ");\n";
        if (!c.is_abstract) {
            for (const auto& f : c.constructors) out_ += variants(f, c.python, "add_constructor", "", c.cpp, 2);
            if (!c.has_constructor)
                out_ += "        f.add_default_constructor<" + c.cpp + ">(" + quoted(c.python + "()") + ");\n";
        }
        out_ += "        all.add(\"__init__\", f);\n    }\n";
    }

    /// aenter and aexit, enter and exit; without any of them the life of the object is the scope.
    void scopes(const std::map<std::string, std::vector<const function*>>& methods) {
        const auto takes = [&](const std::string& name) {
            return methods.contains(name) && !methods.at(name)[0]->parameters.empty() ? "true" : "false";
        };
        const auto gives = [&](const std::string& name) {
            return methods.at(name)[0]->result.python != "None" ? "true" : "false";
        };
        const bool own_async = methods.contains("aenter") && methods.contains("aexit");
        const bool own = methods.contains("enter") && methods.contains("exit");
        if (own_async)
            out_ += std::string("    all.add_scope_of(\"aenter\", \"aexit\", true, ") + gives("aenter") + ", " +
                    takes("aexit") + ");\n";
        if (own)
            out_ += std::string("    all.add_scope_of(\"enter\", \"exit\", false, ") + gives("enter") + ", " +
                    takes("exit") + ");\n";
        if (!own_async && !own) out_ += "    all.add_scope();\n";
    }

    const header& header_;
    std::string out_;
};

/// A stub: what type checkers and editors see.
class stub_printer {
  public:
    explicit stub_printer(const header& h) : header_(h) {}
    std::string print() {
        out_ = "# The module " + header_.name + ", made by cowith-bind from " + header_.path + ".\n";
        if (!header_.enums.empty()) out_ += "from enum import IntEnum\n";
        out_ += "from typing import Any, Awaitable, Callable, Self, overload\n";
        for (const auto& e : header_.enums) {
            out_ += "\nclass " + e.python + "(IntEnum):\n";
            doc(e.doc, 1);
            for (const auto& [name, value] : e.members) out_ += "    " + name + " = " + std::to_string(value) + "\n";
            if (e.members.empty()) out_ += "    pass\n";
        }
        if (!header_.constants.empty()) out_ += "\n";
        for (const auto& c : header_.constants) out_ += c.python + ": " + c.type + "\n";
        for (const auto& c : header_.classes) class_(c);
        functions(header_.functions, 0);
        return std::move(out_);
    }

  private:
    void doc(const std::string& text, int depth) {
        if (!text.empty())
            out_ += std::string(static_cast<std::size_t>(depth) * 4, ' ') + "\"\"\"" + text +
                    (text.back() == '"' ? " " : "") + "\"\"\"\n";
    }
    static std::string short_name(const std::string& name) {
        const auto colon = name.rfind(':');
        return python_identifier(colon == std::string::npos ? name : name.substr(colon + 1));
    }
    void functions(const std::vector<function>& list, int depth) {
        std::map<std::string, int> count;
        for (const auto& f : list) ++count[f.python];
        const std::string indent(static_cast<std::size_t>(depth) * 4, ' ');
        for (const auto& f : list) {
            if (depth == 0) out_ += "\n";
            if (count[f.python] > 1) out_ += indent + "@overload\n";
            std::string parameters;
            if (f.is_static && depth == 1)
                out_ += indent + "@staticmethod\n";
            else if (depth == 1)
                parameters = "self";
            for (const auto& p : f.parameters)
                parameters += (parameters.empty() ? "" : ", ") + p.name + ": " + type(p.type.python) +
                              (p.has_default ? " = ..." : "");
            const std::string result = type(f.result.python);
            out_ += indent + "def " + f.python + "(" + parameters + ") -> " +
                    (f.result.awaitable ? "Awaitable[" + result + "]" : result) + ":";
            if (f.doc.empty()) {
                out_ += " ...\n";
            } else {
                out_ += "\n";
                doc(f.doc, depth + 1);
            }
        }
    }
    static std::string type(const std::string& python) { return python == "object" ? "Any" : python; }
    void class_(const class_type& c) {
        const std::string base = !c.base.empty()         ? short_name(c.base)
                                 : !c.is_exception       ? ""
                                 : c.python_base.empty() ? "Exception"
                                                         : c.python_base;
        out_ += "\nclass " + c.python + (base.empty() ? "" : "(" + base + ")") + ":\n";
        doc(c.doc, 1);
        const std::size_t before = out_.size();
        for (const auto& value : c.constants) out_ += "    " + value.python + ": " + value.type + "\n";
        for (const auto& f : c.fields)
            if (f.is_const)
                out_ += "    @property\n    def " + python_identifier(f.name) + "(self) -> " + type(f.type.python) +
                        ": ...\n";
            else
                out_ += "    " + python_identifier(f.name) + ": " + type(f.type.python) + "\n";
        auto constructors = c.constructors;
        for (auto& f : constructors) {
            f.python = "__init__";
            f.result.python = "None";
        }
        functions(constructors, 1);
        functions(c.methods, 1);
        if (!c.is_exception) scopes(c);
        if (out_.size() == before && c.doc.empty()) out_ += "    pass\n";
    }
    void scopes(const class_type& c) {
        const auto result_of = [&](const std::string& name) -> const bound_type* {
            for (const auto& m : c.methods)
                if (m.name == name) return &m.result;
            return nullptr;
        };
        const bool own_async = result_of("aenter") && result_of("aexit");
        const bool own = result_of("enter") && result_of("exit");
        const auto scope = [&](const char* async, const char* enter, const char* exit, const bound_type* entered) {
            const std::string value = entered == nullptr || entered->python == "None" ? "Self" : type(entered->python);
            out_ += std::string("    ") + async + "def " + enter + "(self) -> " + value + ": ...\n    " + async +
                    "def " + exit + "(self, *exc: object) -> bool | None: ...\n";
        };
        if (own || !own_async) scope("", "__enter__", "__exit__", own ? result_of("enter") : nullptr);
        if (own_async || !own) scope("async ", "__aenter__", "__aexit__", own_async ? result_of("aenter") : nullptr);
    }

    const header& header_;
    std::string out_;
};

}  // namespace

std::string binding_text(const header& h) { return printer(h).print(); }
std::string stub_text(const header& h) { return stub_printer(h).print(); }

}  // namespace cowith::native
