#include "typed_header.hpp"

#include "header_entities.hpp"
#include "names.hpp"
#include "printer.hpp"

namespace cowith::lowering {
namespace {

using kind = header_function::kind;

/// Prints declarations first and definitions behind all classes: what a conversion needs is known then.
class header_printer {
  public:
    header_printer(const module_builder& module, header_entities entities)
        : module_(module), found_(std::move(entities)) {}

    std::string print() {
        const std::string& space = module_.cpp_name;
        const std::string& path = module_.input.source->path;
        out_ = "// " + path.substr(path.rfind('/') + 1) +
               ", translated by cowith: the module as other C++ code sees it.\n#pragma once\n#include "
               "<cowith/host.hpp>\n\n";
        doc(module_doc(), 0);
        out_ += "namespace " + space + " {\n\nextern py::module_object module_;\n";
        if (!found_.classes.empty() || !found_.functions.empty()) {
            // The functions' own names in C++ belong to the translation.
            out_ += "\ninline namespace api {\n";
            for (const auto& c : found_.classes) out_ += "\nclass " + c.cpp_name + ";";
            if (!found_.classes.empty()) out_ += "\n";
            for (const auto& c : found_.classes) class_(c);
            declarations(found_.functions, 0);
            out_ += "\n} // namespace api\n";
        }
        out_ += "\n} // namespace " + space + "\n";
        if (!found_.classes.empty()) {
            out_ += "\n";
            for (const auto& c : found_.classes)
                append_wrapped(out_,
                               "template <> struct cowith::conversion<" + space + "::" + c.cpp_name +
                                   "> : cowith::instance_conversion<" + space + "::" + c.cpp_name + "> {};",
                               0);
        }
        if (!found_.classes.empty() || !found_.functions.empty()) {
            out_ += "\n// ---- how it is done\nnamespace " + space + " {\ninline namespace api {\n";
            for (const auto& c : found_.classes)
                for (const auto& f : c.members) definition(f, &c);
            for (const auto& f : found_.functions) definition(f, nullptr);
            out_ += "\n} // namespace api\n} // namespace " + space + "\n";
        }
        return std::move(out_);
    }

  private:
    std::string module_doc() const {
        const ast::constant* text = ast::docstring(module_.input.tree->body);
        return text == nullptr ? "" : clean_doc(text->text);
    }

    /// A docstring as a Doxygen comment.
    void doc(const std::string& text, int indent) {
        std::size_t start = 0;
        while (start < text.size()) {
            std::size_t end = text.find('\n', start);
            if (end == std::string::npos) end = text.size();
            std::string line = text.substr(start, end - start);
            while (!line.empty() && (line.back() == ' ' || line.back() == '\\')) line.pop_back();
            if (!line.empty() || end < text.size())
                out_ += std::string(static_cast<std::size_t>(indent) * 4, ' ') +
                        (line.empty() ? "///" : "/// " + line) + "\n";
            start = end + 1;
        }
    }

    static std::string parameters(const header_function& f, bool with_defaults, bool tag) {
        std::string list = tag ? "cowith::as_result_t" : "";
        for (const auto& p : f.parameters) {
            list += (list.empty() ? "" : ", ") + p.type + " " + p.cpp_name;
            if (with_defaults && !p.default_value.empty()) list += " = " + p.default_value;
        }
        return "(" + list + ")";
    }

    static bool is_static(const header_function& f) { return f.is == kind::static_method || f.is == kind::constructor; }

    void class_(const header_class& c) {
        out_ += "\n";
        doc(c.doc, 0);
        out_ += "class " + c.cpp_name + " : public " + (c.base.empty() ? "cowith::instance" : c.base) +
                " {\n  public:\n    using " + (c.base.empty() ? "instance::instance" : c.base + "::" + c.base) + ";\n" +
                "    static constexpr const char* python_name = " + cpp_string(c.python_name) + ";\n" +
                "    static py::module_object& python_module() { return module_; }\n";
        if (!c.async_entered.empty()) {
            out_ += "    /// What `async with` gives: co_await cowith::with(object, body)\n";
            append_wrapped(out_, "using async_entered_type = " + c.async_entered + ";", 4);
        }
        if (!c.entered.empty()) {
            out_ += "    /// What `with` gives: cowith::with(object, body)\n";
            append_wrapped(out_, "using with_entered_type = " + c.entered + ";", 4);
        }
        declarations(c.members, 1);
        out_ += "};\n";
    }

    /// First those that throw, for people; then the same with the outcome as a value.
    void declarations(const std::vector<header_function>& list, int indent) {
        if (list.empty()) return;
        const std::string space(static_cast<std::size_t>(indent) * 4, ' ');
        for (const bool tag : {false, true}) {
            out_ += tag ? "\n" + space + "// The same without exceptions: with cowith::as_result in front.\n"
                        : "\n#if defined(__cpp_exceptions)\n";
            for (const auto& f : list) {
                const bool has_doc = !tag && !f.doc.empty();
                if (has_doc && &f != list.data()) out_ += "\n";
                if (!tag) doc(f.doc, indent);
                const std::string before = is_static(f) ? "static " : indent == 0 ? "inline " : "";
                const std::string after = indent == 1 && !is_static(f) ? " const;" : ";";
                append_wrapped(out_,
                               before + (tag ? "cowith::result<" + f.result + ">" : f.result) + " " + f.cpp_name +
                                   parameters(f, true, tag) + after,
                               indent * 4);
            }
            if (!tag) out_ += "#endif\n";
        }
    }

    void definition(const header_function& f, const header_class* c) {
        const std::string name = (c == nullptr ? "" : c->cpp_name + "::") + f.cpp_name;
        const std::string after = c != nullptr && !is_static(f) ? " const {" : " {";
        std::string forwarded = "cowith::as_result";
        for (const auto& p : f.parameters) forwarded += ", " + p.cpp_name;
        out_ += "\n#if defined(__cpp_exceptions)\n";
        append_wrapped(out_, "inline " + f.result + " " + name + parameters(f, false, false) + after, 0);
        append_wrapped(out_, "return " + f.cpp_name + "(" + forwarded + ").value();", 4);
        out_ += "}\n#endif\n";
        append_wrapped(out_, "inline cowith::result<" + f.result + "> " + name + parameters(f, false, true) + after, 0);
        append_wrapped(out_, "return " + how(f, c) + ";", 4);
        out_ += "}\n";
    }

    static std::string how(const header_function& f, const header_class* c) {
        const std::string result = "<" + f.result + ">(";
        const std::string name = cpp_string(f.python_name);
        if (f.is == kind::getter) return "cowith::detail::get" + result + "python(), " + name + ")";
        if (f.is == kind::setter)
            return "cowith::detail::set(python(), " + name + ", " + f.parameters[0].cpp_name + ")";
        if (f.is == kind::static_method && f.python_name.empty())
            return "cowith::detail::class_attribute" + result + "module_, python_name, " + cpp_string(f.cpp_name) + ")";
        std::string callee = "{.module = &module_, .name = " + name;
        if (f.is == kind::method) callee = "{.name = " + name + ", .self = python(), .has_self = true";
        if (f.is == kind::static_method) callee += ", .of = " + cpp_string(c->python_name);
        std::string text = "cowith::detail::call" + result + callee + "}";
        for (const auto& p : f.parameters) {
            text += ", cowith::detail::";
            switch (p.how) {
            case passing::positional: text += "positional{" + cpp_string(p.python_name) + ", "; break;
            case passing::keyword: text += "keyword{" + cpp_string(p.python_name) + ", "; break;
            case passing::more: text += "more{"; break;
            case passing::more_by_name: text += "more_by_name{"; break;
            }
            text += p.cpp_name + "}";
        }
        return text + ")";
    }

    const module_builder& module_;
    header_entities found_;
    std::string out_;
};

}  // namespace

std::string typed_header(const module_builder& module) {
    return header_printer(module, header_entities_of(*module.input.tree, *module.input.table)).print();
}

}  // namespace cowith::lowering
