#pragma once
// From Python files to C++ text. pipeline.cpp is the one place that knows the order of the phases.

#include "cache.hpp"
#include "imports.hpp"

#include <cowith/frontend/diagnostic.hpp>
#include <cowith/frontend/source.hpp>
#include <cowith/lowering/lowering.hpp>

#include <deque>
#include <string>
#include <vector>

namespace cowith::driver {

/// How far to go.
enum class phase { check, ast, ir, typed_ir, cpp };

struct pipeline_options {
    bool infer = true;   ///< --no-infer: nothing is concluded from the whole module; the behaviour is the same
    bool defer = false;  ///< --defer: what can't be translated raises at run time
    bool line_directives = false;           ///< #line, so that a debugger steps through the Python
    bool for_debugger = false;              ///< with line_directives: C++ that a debugger steps through well
    bool follow_imports = true;             ///< translate the user's modules that are imported, too
    bool show_absolute_path = false;        ///< tracebacks and __file__ show the absolute path, as CPython does
    bool is_library = false;                ///< the modules become part of the runtime library
    bool link_imports = false;              ///< each module's C++ names what it imports, so that the linker takes that
    std::vector<std::string> native;        ///< modules that cowith-bind makes of C++ headers
    std::vector<std::string> elsewhere;     ///< modules that another library holds: not translated
    fs::path output_folder;                 ///< where the files will be; for #line
    std::vector<fs::path> search;           ///< where imports are looked for first; empty: the folder of the first file
    std::vector<std::string> from_library;  ///< --from-library: modules whose file takes the place of the native one
    fs::path standard_library;              ///< --stdlib: an installed CPython's Lib, for modules that are not native
};

/// What one Python module became.
struct translated_module {
    std::string name;                          ///< dotted; a program's main module has its file's name
    fs::path path;                             ///< the Python file
    std::string dump;                          ///< phases ast, ir, typed_ir: the text to show
    std::vector<lowering::output_file> files;  ///< the C++: one .cpp, and what it includes
};

struct translation {
    std::vector<translated_module> modules;  ///< the files asked for first, then what they import
    std::vector<dependency> made_from;
    std::vector<std::string> native_modules;  ///< those that the modules import, in order of first appearance
    std::deque<frontend::source_file> sources;
    frontend::diagnostics messages;

    bool good() const { return !messages.has_errors(); }
    /// The messages as text for stderr; empty when there are none. `as_compiler`: in the form of C++ compilers.
    std::string report(bool color, bool as_compiler = false) const;
};

/// What the command line names: a file is one module, a folder with __init__.py a package with all its modules. Throws
/// failure for what is neither.
std::vector<input_file> input_files(const std::vector<std::string>& named);

/// Takes the inputs, and with follow_imports what they import, through the phases up to `last`. All errors are
/// collected.
translation translate(const std::vector<input_file>& inputs, const pipeline_options& options, phase last);

/// What main() needs to know of a program.
struct linked_program {
    std::string name;   ///< selects it where several share a binary
    std::string argv0;  ///< the program's sys.argv[0] there
    std::string main_module;
    bool by_name = false;  ///< named as a module (-m)
};

/// The C++ of main(): runs the module of the program; where several share a binary, the first argument selects by name.
/// The translated modules are found by name at run time, the native ones are linked in because they are named here.
std::string main_source(const std::vector<linked_program>& programs, const std::vector<std::string>& native_modules);

}  // namespace cowith::driver
