#pragma once
// What a module imports, and where Python would find it.

#include "cache.hpp"

#include <cowith/frontend/ast.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace cowith::driver {

/// One import of a module by its absolute dotted name.
struct import_request {
    std::string name;
    frontend::location where;
    /// Its failure is not an error at translation: it is guarded by `except ImportError` or depends on a condition.
    bool optional = false;
    /// It stands in a function: the module can be used without it until the function is called.
    bool deferred = false;
    /// The name in `from package import name`, which may be no module at all.
    bool may_be_attribute = false;
};

/// Native modules that another one imports only when a program asks it for certain names, in a module that mentions these.
void add_implied_imports(std::string_view text, std::vector<import_request>& imports);

/// All imports of a module, those inside functions and blocks included, in their order. `package` is the dotted name of
/// the package that relative imports start from. A relative import beyond the top has the name "".
std::vector<import_request> find_imports(const frontend::module_ast& tree, const std::string& package);

/// A file to translate, under the name of its module and as the user wrote its path.
struct input_file {
    std::string module;
    fs::path path;
    bool is_package = false;
    bool by_name = false;  ///< the program, named as a module (-m): the packages around it are imported first
};

/// A module's file.
struct module_file {
    std::string name;
    fs::path path;
    bool is_package = false;  ///< path is the package's __init__.py
    bool is_library = false;  ///< installed on the machine (a package, CPython's library): not the user's own
};

/// A module of the runtime: no Python file is needed for it.
struct native_module_name {
    std::string_view name;    ///< dotted
    std::string_view symbol;  ///< in cowith::native_modules; of one written in Python: behind its namespace's prefix
    bool is_python = false;
};
/// Null when the runtime has no module of this name.
const native_module_name* find_native_module(std::string_view name);
const std::vector<native_module_name>& native_modules();

/// A module of CPython's library that is written in C and that the runtime lacks, or one that comes to nothing without one
/// such module though its import would seem to succeed.
bool stands_on_missing_c(const std::string& name);

/// Python's search path: the folder of the main file, PYTHONPATH, CPython's library, installed packages.
class module_finder {
  public:
    /// A folder with modules.
    struct root {
        fs::path folder;
        bool is_library = false;
    };
    explicit module_finder(std::vector<root> roots) : roots_(std::move(roots)) {}

    /// The file of an absolute dotted name. Files that were looked for in vain are added to `absent`.
    std::optional<module_file> find(const std::string& name, std::vector<dependency>& absent) const;

    /// A namespace package (PEP 420): a folder of that name without __init__.py.
    bool is_namespace(const std::string& name) const;

    /// A file of the user's has the name of a library module: it takes the place of that one, unless CPython starts with it.
    bool shadows_library(const std::string& name) const;

  private:
    std::vector<root> roots_;
};

/// The search path for a program whose main file lies in `folder`; the library is the one named, else the one found.
module_finder finder_for(const std::vector<fs::path>& folders, const fs::path& standard_library);

/// The library of the newest python3 found on PATH (/usr/lib/python3.11 for /usr/bin/python3); empty when there is none.
fs::path installed_library();

}  // namespace cowith::driver
