// The files of a module: header, source, and the tables (code objects, positions, source lines) that the source includes.

#include "line_directives.hpp"
#include "names.hpp"
#include "passes.hpp"
#include "printer.hpp"
#include "typed_header.hpp"

#include <algorithm>

namespace cowith::lowering {

namespace {

constexpr std::size_t columns = 120;

// Items behind one another, as many a line as fit.
void append_packed(std::string& out, const std::vector<std::string>& items, const std::string& indent) {
    std::string line = indent;
    for (const std::string& item : items) {
        if (line.size() + item.size() + 2 > columns && line.size() > indent.size()) {
            while (line.ends_with(' ')) line.pop_back();
            out += line + "\n";
            line = indent;
        }
        line += item + " ";
    }
    while (line.ends_with(' ')) line.pop_back();
    if (!line.empty()) out += line + "\n";
}

std::string file_name(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

const char* flags_of(const ir::function& f) {
    switch (f.kind) {
    case ir::function_kind::coroutine: return "py::code_coroutine";
    case ir::function_kind::generator: return "py::code_generator";
    case ir::function_kind::async_generator: return "py::code_async_generator";
    case ir::function_kind::class_body: return "py::code_class";
    case ir::function_kind::module_body: return "py::code_module";
    default: return "";
    }
}

std::string code_name(const ir::function& f) {
    return f.kind == ir::function_kind::class_body ? f.code_name + "_code" : f.code_name;
}

class tables_printer {
  public:
    explicit tables_printer(module_builder& m) : module_(m), source_(*m.input.source) {}

    std::string print() {
        out_ = "// " + module_.cpp_name + ": what tracebacks and calls need to know about the Python source.\n";
        std::string space;
        bool hides = false;
        for (const ir::function* f : module_.printed)
            for (const ir::position& p : f->positions) hides |= p.no_carets;
        if (hides && !module_.options.is_library) constants();
        for (ir::function* f : module_.printed) {
            if (f->space != space) {
                if (!space.empty()) out_ += "} // namespace " + space + "\n";
                space = f->space;
                if (!space.empty()) out_ += "namespace " + space + " {\n";
            }
            function(*f);
        }
        if (!space.empty()) out_ += "} // namespace " + space + "\n";
        if (!module_.options.is_library) lines();
        return std::move(out_);
    }

  private:
    void function(ir::function& f) {
        const std::string code = code_name(f);
        if (f.lazy) out_ += function_printer(module_, f).print();
        std::vector<ir::position> positions = f.positions;
        std::sort(positions.begin(), positions.end(), [](const ir::position& a, const ir::position& b) {
            return a.line != b.line ? a.line < b.line : a.operation < b.operation;
        });
        std::string table = "nullptr";
        if (module_.options.is_library) positions.clear();
        if (!positions.empty()) {
            table = code + "_positions";
            out_ += "static constexpr py::position " + table + "[] = {\n";
            std::vector<std::string> items;
            for (const ir::position& p : positions) {
                const auto column = [&](std::uint32_t line, std::uint32_t col) {
                    return std::to_string(source_.char_column(line, col));
                };
                std::string item = "{" + std::to_string(p.loc.line) + ", " + std::to_string(p.loc.end_line) + ", " +
                                   std::to_string(p.operation) + ", " + column(p.loc.line, p.loc.col) + ", " +
                                   column(p.loc.end_line, p.loc.end_col);
                if (p.anchor_line != 0) {
                    item +=
                        ", " + column(p.anchor_line, p.anchor_start) + ", " + column(p.anchor_end_line, p.anchor_end);
                    if (p.anchor_end_line != p.loc.line)
                        item += ", " + std::to_string(p.anchor_line - p.loc.line) + ", " +
                                std::to_string(p.anchor_end_line - p.loc.line);
                } else if (p.no_carets) {
                    item += ", no_carets";
                }
                items.push_back(item + "},");
            }
            append_packed(out_, items, "    ");
            out_ += "};\n";
        }
        const bool class_body = f.kind == ir::function_kind::class_body;
        const bool module_body = f.kind == ir::function_kind::module_body;
        std::string flags = flags_of(f);
        const auto flag = [&](const char* name) { flags += (flags.empty() ? "" : " | ") + std::string(name); };
        if (f.never_suspends)
            flag("py::code_coroutine");
        else if (f.kind == ir::function_kind::plain)
            flag("py::code_borrows");
        if (f.varargs) flag("py::code_varargs");
        if (f.varkeywords) flag("py::code_varkeywords");
        if (flags.empty()) flags = "0";
        std::string entry = "nullptr";
        if (!class_body && !module_body)
            entry = (f.lazy             ? "py::lazy<"
                     : f.never_suspends ? "py::start_plain<"
                     : f.suspends()     ? "py::start<"
                                        : "py::entry<") +
                    f.cpp_name + ">";
        const std::string source = module_.options.is_library ? "nullptr" : "&source_";
        std::string text = "py::code_object " + code + "{" + cpp_string(f.python_name) + ", " +
                           cpp_string(f.qualified_name) + ", " + cpp_string(f.signature) + ", " +
                           cpp_string(f.locals_text) + ", " + cpp_string(f.free_text) + ", " + source + ", " +
                           std::to_string(f.first_line) + ", " + table + ", " + std::to_string(positions.size()) +
                           ", " + entry + ", " + flags;
        if (!class_body && !module_body) {
            if (f.has_doc)
                text += ", " + cpp_string(f.doc);
            else if (f.never_suspends || f.annotate != nullptr)
                text += ", nullptr";
            if (f.never_suspends)
                text += ", py::entry<" + f.cpp_name + ">";
            else if (f.annotate != nullptr)
                text += ", nullptr";
            if (f.annotate != nullptr) text += ", &" + f.annotate->code_name;
        }
        append_wrapped(out_, text + "};", 0);
    }

    void constants() { out_ += "static constexpr std::uint16_t no_carets = py::position::no_carets;\n"; }

    void lines() {
        out_ += "static constexpr const char* lines_[] = {\n";
        for (std::uint32_t i = 1; i <= source_.line_count(); ++i) out_ += "    " + cpp_string(source_.line(i)) + ",\n";
        out_ += "};\n";
        const ir::function& body = module_.functions.front();
        append_wrapped(out_,
                       "const py::source_text source_{" + cpp_string(source_.path) + ", lines_, " +
                           std::to_string(source_.line_count()) + (body.has_doc ? ", " + cpp_string(body.doc) : "") +
                           "};",
                       0);
    }

    module_builder& module_;
    const ast::source_file& source_;
    std::string out_;
};

}  // namespace

/// Nobody calls a module of the runtime but through its module object.
static std::string library_header(const std::string& space) {
    return "#pragma once\n#include <cowith/cowith.hpp>\n\nnamespace " + space +
           " {\n\nextern py::module_object module_;\n\n} // namespace " + space + "\n";
}

std::vector<output_file> print_module(module_builder& module) {
    const std::string& name = module.cpp_name;
    const std::string& dotted = module.input.name;
    const std::string from = file_name(module.input.source->path);

    std::string functions;
    std::string space;
    std::unordered_map<std::string, std::vector<std::string>> codes;  // by namespace
    for (const ir::function* f : module.printed)
        if (!f->lazy || f->listed) codes[f->space].push_back(code_name(*f));
    std::unordered_set<std::string> opened;
    for (ir::function* f : module.printed) {
        if (f->lazy && (!f->listed || opened.contains(f->space))) continue;
        const std::string text = f->lazy ? "" : function_printer(module, *f).print();
        if (f->space != space) {
            if (!space.empty()) functions += "\n} // namespace " + space + "\n";
            space = f->space;
            if (!space.empty()) {
                functions += "\nnamespace " + space + " {\n";
                if (opened.insert(space).second) {
                    std::string list;
                    for (const std::string& c : codes[space]) list += (list.empty() ? "" : ", ") + c;
                    append_wrapped(functions, "extern py::code_object " + list + ";", 0);
                }
            }
        }
        if (f->lazy) continue;  // only its code had to be declared
        functions += "\n" + text;
        if (f->kind == ir::function_kind::class_body) {
            std::string text_of =
                "static const py::class_definition " + f->code_name + "_class{" + cpp_string(f->python_name) + ", " +
                cpp_string(f->qualified_name) + ", " + f->cpp_name + ", " + cpp_string(f->fields) + ", " +
                (f->has_doc ? cpp_string(f->doc) : "nullptr") + ", " + std::to_string(f->first_line) + "};";
            append_wrapped(functions, text_of, 0);
        }
    }
    if (!space.empty()) functions += "\n} // namespace " + space + "\n";

    std::string out;
    const ir::function& body = module.functions.front();
    if (body.has_doc) {
        std::size_t start = 0;
        while (start < body.doc.size()) {
            std::size_t end = body.doc.find('\n', start);
            if (end == std::string::npos) end = body.doc.size();
            std::string text = body.doc.substr(start, end - start);
            while (!text.empty() && (text.back() == ' ' || text.back() == '\\')) text.pop_back();
            out += text.empty() ? "//\n" : "// " + text + "\n";
            start = end + 1;
        }
        out += "//\n";
    }
    out += "// " + from + ", translated by cowith.\n";
    out += "#include <cowith/cowith.hpp>\n\nusing namespace py::literals;\n\nnamespace " + name + " {\n\n";
    const bool library = module.options.is_library;
    if (!library) out += "extern const py::source_text source_;\n";
    out += "static bool " + body.cpp_name + "(py::module_object&) noexcept;\n";
    out += "py::module_object module_{" + cpp_string(dotted) + ", " + body.cpp_name;
    if (!library) out += ", &source_";
    if (module.input.is_package) out += library ? ", nullptr, true" : ", true";
    out += "};\n";
    out += "static const py::module_registration registration_{module_" +
           std::string(module.changes_classes ? ", py::changes_classes" : "") + "};\n\n";
    if (!module.globals.empty()) {
        out += "// The module's globals and the builtins that it uses, in order of their first appearance.\nstatic "
               "struct {\n";
        std::vector<std::string> items;
        for (std::size_t i = 0; i < module.globals.size(); ++i) {
            const ir::global& g = module.globals[i];
            items.push_back((i == 0 ? "py::global " : "") + g.cpp_name + "{module_, " + cpp_string(g.python_name) +
                            "}" + (i + 1 == module.globals.size() ? ";" : ","));
        }
        append_packed(out, items, "    ");
        out += "} g;\n\n";
    }
    {
        std::string list;
        for (const std::string& c : codes[""]) list += (list.empty() ? "" : ", ") + c;
        append_wrapped(out, "extern py::code_object " + list + ";", 0);
    }
    out += functions;
    out += "\n#include \"" + name + ".tables.inc\"\n\n} // namespace " + name + "\n";
    if (module.options.emit_main)
        out += "\nint main(int argc, char** argv) { return py::run_program(" + name + "::module_, argc, argv); }\n";

    std::string header = library ? library_header(name) : typed_header(module);
    std::string tables = tables_printer(module).print();
    if (module.options.emit_lines) {
        const std::string& path = module.input.source->path;
        out = with_directives(out, path, module.options.output_folder + name + ".cpp");
        tables = with_directives(tables, path, module.options.output_folder + name + ".tables.inc");
    }
    return {
        {name + ".hpp", std::move(header)}, {name + ".cpp", std::move(out)}, {name + ".tables.inc", std::move(tables)}};
}

module_output lower(const module_input& module, const lowering_options& options, ast::diagnostics& sink) {
    module_output result;
    const std::size_t errors = sink.error_count();
    module_builder builder(module, options, sink);
    builder.build();
    if (sink.error_count() != errors) return result;
    for (ir::function* f : builder.printed) {
        assign_slots(*f);
        if (const std::string wrong = verify(*f); !wrong.empty()) {
            sink.error("E0405", module.source->path, {f->first_line, 0, f->first_line, 0},
                       "internal error in " + f->qualified_name + ": " + wrong)
                .help.emplace_back("this is a bug of the translator: please report it with the function");
            return result;
        }
    }
    if (options.want_ir || options.want_typed_ir)
        for (const ir::function* f : builder.printed) {
            if (options.want_ir) result.ir += describe(*f, false);
            if (options.want_typed_ir) result.typed_ir += describe(*f, true);
        }
    result.files = print_module(builder);
    return result;
}

}  // namespace cowith::lowering
