// The symbol table against CPython's own: tests/scopes/NAME.txt holds what its symtable module says about NAME.py,
// written by tools/oracle/record_scopes.mjs.

#include "checked.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

using namespace cowith::frontend;
using namespace cowith::frontend::testing;

namespace {

constexpr const char* variables_heading = "=== co_varnames";

const char* type_text(scope_kind kind) {
    switch (kind) {
    case scope_kind::module_: return "module";
    case scope_kind::class_: return "class";
    case scope_kind::type_parameters: return "type parameters";
    case scope_kind::type_variable_bound:
    case scope_kind::type_variable_default: return "type variable";
    case scope_kind::type_alias: return "type alias";
    case scope_kind::annotations: return "annotation";
    default: return "function";
    }
}

std::string name_text(const scope& s) {
    switch (s.kind) {
    case scope_kind::module_: return "top";
    case scope_kind::lambda: return "lambda";
    case scope_kind::generator_expression: return "genexpr";
    default: return std::string(s.name);
    }
}

/// Adds the names of comprehensions that run in the scope around them, as CPython does, and collects the scopes within.
void merge_inlined(const scope& s, std::map<std::string, std::string>& names, std::vector<const scope*>& children) {
    for (const scope* child : s.children) {
        if (!child->is_inlined) {
            children.push_back(child);
            continue;
        }
        for (const scoped_name& n : child->names) {
            const std::string kind = kind_text(child, n.name);
            const auto [known, is_new] = names.emplace(n.name, kind);
            if (!is_new && kind == "cell" && known->second == "local") known->second = "cell";
        }
        merge_inlined(*child, names, children);
    }
}

void write_scope(const scope& s, int depth, std::string& into) {
    std::map<std::string, std::string> names;
    for (const scoped_name& n : s.names)
        if (n.name != "__classdict__") names.emplace(n.name, kind_text(&s, n.name));
    std::vector<const scope*> children;
    merge_inlined(s, names, children);
    if (s.kind == scope_kind::annotations && names.empty() && children.empty()) return;
    const std::string indent(static_cast<std::size_t>(depth) * 4, ' ');
    into += indent + type_text(s.kind) + " " + name_text(s) + "\n";
    for (const auto& [name, kind] : names) into += indent + "    " + name + ": " + kind + "\n";
    for (const scope* child : children) write_scope(*child, depth + 1, into);
}

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("scopes and kinds of names agree with CPython's symtable") {
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(COWITH_TESTS_DIR "/scopes")) {
        if (entry.path().extension() != ".py") continue;
        ++files;
        const std::string file = entry.path().filename().string();
        CAPTURE(file);
        const checked c(read(entry.path()));
        CHECK_FALSE(c.found.has_errors());
        std::string recorded = read(std::filesystem::path(entry.path()).replace_extension("txt"));
        recorded.erase(0, recorded.find('\n') + 1);
        const std::size_t heading = recorded.find(variables_heading);
        REQUIRE(heading != std::string::npos);
        std::string ours;
        write_scope(c.table.module(), 0, ours);
        CHECK(ours == recorded.substr(0, heading));

        // co_varnames holds the names of inlined comprehensions too; what is left must be our order.
        std::istringstream lines(recorded.substr(recorded.find('\n', heading) + 1));
        for (std::string line; std::getline(lines, line);) {
            const std::size_t bracket = line.rfind('(', line.rfind("):"));
            const std::string function = line.substr(0, bracket);
            CAPTURE(function);
            std::istringstream words(line.substr(line.rfind("):") + 2));
            std::vector<std::string> theirs{std::istream_iterator<std::string>(words), {}};
            const int at_line = std::stoi(line.substr(bracket + 1));
            const scope* s = nullptr;
            for (const scope& candidate : c.table.all()) {
                std::uint32_t starts = candidate.owner != nullptr ? candidate.owner->loc.line : 0;
                if (auto* f = dyn<function_def>(candidate.owner); f != nullptr && !f->decorator_list.empty())
                    starts = f->decorator_list.front()->loc.line;
                if (candidate.is_function() && candidate.qualified_name == function &&
                    static_cast<int>(starts) == at_line)
                    s = &candidate;
            }
            REQUIRE(s != nullptr);
            std::string expected;
            for (const std::string& name : theirs)
                if (std::find(s->variables.begin(), s->variables.end(), name) != s->variables.end())
                    expected += (expected.empty() ? "" : " ") + name;
            CHECK(joined(s->variables) == expected);
        }
    }
    CHECK(files >= 5);
}
