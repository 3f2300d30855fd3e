#include "try_out.hpp"

#include "operators.hpp"
#include "parsed_header.hpp"

#include <algorithm>
#include <map>

namespace cowith::native {
namespace {

/// What a line of the trial is about.
struct trial {
    function* call = nullptr;
    std::size_t arguments = 0;
    field* written = nullptr;
};

class trials {
  public:
    explicit trials(std::string content) : text_(std::move(content)) {
        text_ += "#include <memory>\n#include <utility>\ntemplate <class R> constexpr bool cowith_lasts = "
                 "std::is_reference_v<R> || std::is_void_v<R> || std::is_move_constructible_v<R>;\n";
        line_ = static_cast<unsigned>(std::count(text_.begin(), text_.end(), '\n'));
    }

    /// The function with each number of arguments that its defaults allow. `self`: the class, of methods and constructors.
    void call(function& f, const std::string& self, bool constructs, const std::set<std::string>& classes) {
        std::size_t least = f.parameters.size();
        while (least > 0 && f.parameters[least - 1].has_default) --least;
        for (std::size_t count = least; count <= f.parameters.size(); ++count) {
            const bool has_self = !self.empty() && !constructs && !f.is_static;
            std::string declared = has_self ? self + "& self" : "", passed;
            for (std::size_t i = 0; i < count; ++i) {
                const std::string &type = f.parameters[i].type.cpp, name = "a" + std::to_string(i);
                // Objects by value are copies of those that Python keeps.
                const bool is_copy = classes.contains(type);
                declared += (declared.empty() ? "" : ", ") + type + (is_copy ? "& " : " ") + name;
                passed += (passed.empty() ? "" : ", ") +
                          (is_copy ? "static_cast<" + type + ">(" : "std::forward<" + type + ">(") + name + ")";
            }
            const std::string name = "cowith_try_" + std::to_string(line_);
            const std::string target = has_self                     ? "self." + f.name
                                       : self.empty() || constructs ? f.name
                                                                    : self + "::" + f.name;
            const std::string called = f.infix.empty() ? target + "(" + passed + ")" : operator_call(f, passed);
            std::string code;
            if (constructs)
                code = "inline void " + name + "(" + declared + ") { " + self + " made" +
                       (passed.empty() ? "" : "(" + passed + ")") + "; }";
            else
                code = "inline decltype(auto) " + name + "(" + declared + ") { static_assert(cowith_lasts<decltype(" +
                       called + ")>, \"its result can be neither copied nor moved\"); return " + called + "; }";
            add(code, {&f, count, nullptr});
        }
    }
    void write(field& f, const std::string& self) {
        add("inline void cowith_try_" + std::to_string(line_) + "(" + self + "& self, const " + f.type.cpp +
                "& value) { self." + f.name + " = value; }",
            {nullptr, 0, &f});
    }

    const std::string& text() const { return text_; }
    const trial* at(unsigned line) const {
        const auto found = trials_.find(line);
        return found == trials_.end() ? nullptr : &found->second;
    }

  private:
    void add(const std::string& code, trial t) {
        text_ += code + "\n";
        trials_[++line_] = t;
    }
    std::string text_;
    unsigned line_;
    std::map<unsigned, trial> trials_;
};

/// "db.hpp:3:5: error: what" -> "what"
std::string reason(const std::string& message) {
    const auto error = message.find("error: ");
    std::string what = error == std::string::npos ? message : message.substr(error + 7);
    const auto own = what.find("': its result");
    return own == std::string::npos ? what : what.substr(own + 3);
}

}  // namespace

void try_out(header& h, const std::vector<std::string>& flags, std::string content) {
    std::set<std::string> classes;
    for (const auto& c : h.classes) classes.insert(c.cpp);
    trials all(std::move(content));
    for (auto& f : h.functions) all.call(f, "", false, classes);
    for (auto& c : h.classes) {
        if (c.is_exception) continue;
        if (!c.is_abstract)
            for (auto& f : c.constructors) all.call(f, c.cpp, true, classes);
        for (auto& f : c.methods) all.call(f, c.cpp, false, classes);
        for (auto& f : c.fields)
            if (!f.is_const) all.write(f, c.cpp);
    }
    const parsed_header tried(h.path, flags, &all.text(), true);
    if (!tried.unit()) return;
    std::set<unsigned> seen;
    std::set<const function*> refused;
    tried.each_error([&](unsigned line, const std::string& message) {
        const trial* t = all.at(line);
        if (t == nullptr || !seen.insert(line).second) return;
        if (t->written != nullptr) {
            t->written->is_const = true;  // it can be read
            return;
        }
        function& f = *t->call;
        f.not_with.insert(t->arguments);
        std::size_t least = f.parameters.size();
        while (least > 0 && f.parameters[least - 1].has_default) --least;
        const bool none_left = f.not_with.size() == f.parameters.size() - least + 1;
        if (none_left) refused.insert(&f);
        h.messages.push_back(
            f.place + ": warning: '" + f.name + "' is not bound" +
            (f.parameters.size() == least ? "" : " with " + std::to_string(t->arguments) + " arguments") + ": " +
            reason(message));
    });
    const auto is_refused = [&](const function& f) { return refused.contains(&f); };
    // From the back: the addresses of those before stay.
    const auto drop = [&](std::vector<function>& list) {
        for (std::size_t i = list.size(); i-- > 0;)
            if (is_refused(list[i])) list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
    };
    drop(h.functions);
    for (auto& c : h.classes) {
        drop(c.constructors);
        drop(c.methods);
    }
}

}  // namespace cowith::native
