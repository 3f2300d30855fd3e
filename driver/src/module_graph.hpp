#pragma once
// Which modules a program is made of: the files named, what they import, and what becomes of imports that lead nowhere.

#include "imports.hpp"

#include <cowith/frontend/diagnostic.hpp>

#include <deque>
#include <map>
#include <string>
#include <vector>

namespace cowith::driver {

/// A module that is translated.
struct module_node {
    input_file input;
    bool is_library = false;
    std::string shown_path;                ///< as its messages name the file
    frontend::diagnostics messages;        ///< what stands in its own way
    std::vector<import_request> imports;   ///< empty when it has errors
    std::vector<std::size_t> required;     ///< nodes that it can't do without
    std::vector<std::size_t> optional;     ///< nodes whose import it can survive
    std::vector<std::string> natives;      ///< native modules that it imports
    std::vector<std::string> elsewhere;    ///< modules that it imports and another library holds
    std::vector<import_request> imported;  ///< the import that led here (none for the files named)
    std::size_t importer = 0;              ///< the node with that import
    bool usable = true;                    ///< translated, and so is all that it requires
    bool needed = false;                   ///< part of the program
};

/// Nodes in the order in which they are found. A module of the user's own must be translatable, and what it imports must
/// be there, unless the import is optional. A module of a library may import what isn't there in a function: the import
/// raises ModuleNotFoundError when it is reached, as does an optional import of a module that can't be translated.
class module_graph {
  public:
    /// `elsewhere`: modules of other libraries, which are linked but not translated.
    /// `defer`: the user's modules may import what isn't there, too.
    /// `from_library`: modules whose file takes the place of the native one.
    module_graph(module_finder finder, bool follow, bool defer, const std::vector<std::string>& elsewhere,
                 const std::vector<std::string>& from_library, std::vector<dependency>& made_from)
        : finder_(std::move(finder)), follow_(follow), defer_(defer), elsewhere_(elsewhere),
          from_library_(from_library), made_from_(made_from) {}

    /// A file named on the command line.
    void add(const input_file& input);
    /// The next module to translate, null when there is none; the imports of the one before are followed first.
    module_node* next();
    /// Decides what belongs to the program, and collects the errors that stand in its way.
    void decide(frontend::diagnostics& all);

    const std::deque<module_node>& nodes() const { return nodes_; }
    /// Native modules that the program imports, in order of first appearance.
    std::vector<std::string> native_modules() const;

  private:
    void follow_imports(std::size_t from);
    void follow_import(std::size_t from, const import_request& request);
    void report_above(const module_node& node, const frontend::diagnostic& missing, frontend::diagnostics& all) const;
    void mark_unusable();
    void mark_needed();

    module_finder finder_;
    bool follow_;
    bool defer_;
    const std::vector<std::string>& elsewhere_;
    const std::vector<std::string>& from_library_;
    std::vector<dependency>& made_from_;
    std::deque<module_node> nodes_;
    std::map<std::string, std::size_t> by_name_;
    std::size_t done_ = 0;
};

}  // namespace cowith::driver
