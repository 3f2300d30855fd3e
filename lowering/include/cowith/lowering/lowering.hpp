#pragma once
// The door of the lowering: from parsed and scoped modules to C++ text.
//
//     lowering::module_input in{"orders", &tree, &table, &source};
//     lowering::module_output out = lowering::lower(in, {}, sink);     // out.files: orders.hpp, orders.cpp, orders.tables.inc

#include "cowith/frontend/ast.hpp"
#include "cowith/frontend/diagnostic.hpp"
#include "cowith/frontend/scope.hpp"
#include "cowith/frontend/source.hpp"

#include <string>
#include <vector>

namespace cowith::lowering {

/// One module to translate. All pointers stay owned by the caller and must outlive the call.
struct module_input {
    std::string name;  ///< dotted: "pkg.orders"; a package's own module is "pkg"
    const frontend::module_ast* tree = nullptr;
    const frontend::symbol_table* table = nullptr;
    const frontend::source_file* source = nullptr;
    bool is_package = false;  ///< __init__.py: relative imports start here
};

/// What may be chosen.
struct lowering_options {
    bool emit_main = false;     ///< the module is the program: add `int main(int argc, char** argv)`
    bool emit_lines = false;    ///< `#line` directives that lead to the Python file
    bool for_debugger = false;  ///< locals in the form that debuggers step through best; somewhat slower
    std::string output_folder;  ///< with emit_lines: where the files will be, ending in a slash; may be empty
    /// Part of the runtime: no place in the Python source stays behind, and what it imports is linked with it.
    bool is_library = false;
    bool infer =
        true;  ///< false: nothing is concluded from the whole module, neither about globals nor about `async def`s
    bool defer = false;          ///< exec, eval and compile raise when they are reached
    bool want_ir = false;        ///< fill module_output::ir
    bool want_typed_ir = false;  ///< fill module_output::typed_ir
};

/// A file to write beside the others of the module.
struct output_file {
    std::string name;  ///< "orders.cpp"
    std::string text;
};

struct module_output {
    std::vector<output_file>
        files;  ///< the header, the source, the tables that the source includes; empty when there were errors
    std::string ir;
    std::string typed_ir;
};

/// Translates one module. What can't be translated is reported to `sink` (E04xx); then `files` is empty. Deterministic.
module_output lower(const module_input& module, const lowering_options& options, frontend::diagnostics& sink);

/// The C++ namespace of a module that is part of the runtime: "os" -> "cowith_os".
std::string library_namespace(const std::string& dotted);

/// The stem of a module's files and the name of its C++ namespace: "pkg.orders" -> "pkg_orders".
std::string cpp_module_name(const std::string& dotted);

}  // namespace cowith::lowering
