#include "imports.hpp"

#include <cstdlib>
#include <string_view>

namespace cowith::driver {
namespace {

using namespace frontend;

/// The package `level` steps up from `package` (level 1 is the package itself); false when that leaves the top.
bool climb(std::string& package, std::uint32_t level) {
    for (; level > 1; --level) {
        const auto dot = package.rfind('.');
        if (dot == std::string::npos) return false;
        package.resize(dot);
    }
    return !package.empty();
}

bool names_import_error(const expr* type) {
    if (const auto* t = dyn<name>(type))
        return t->id == "ImportError" || t->id == "ModuleNotFoundError" || t->id == "Exception";
    if (const auto* t = dyn<tuple>(type)) {
        for (const expr* element : t->elts)
            if (names_import_error(element)) return true;
    }
    return false;
}

bool is_type_checking(const expr* test) {
    if (const auto* t = dyn<name>(test)) return t->id == "TYPE_CHECKING";
    const auto* t = dyn<attribute>(test);
    return t != nullptr && t->attr == "TYPE_CHECKING";
}

/// Walks the statements of a module.
class collector {
  public:
    collector(const std::string& package, std::vector<import_request>& found) : package_(package), found_(found) {}

    void walk(const stmt_list& body, bool optional) {
        for (const stmt* s : body) walk(*s, optional);
    }

  private:
    void walk(const stmt& s, bool optional) {
        switch (s.kind) {
        case node_kind::import_stmt:
            for (const alias* a : as<import_stmt>(&s).names) found_.push_back({std::string(a->name), a->loc, optional});
            break;
        case node_kind::import_from_stmt: import_from(as<import_from_stmt>(&s), optional); break;
        case node_kind::function_def:
        case node_kind::async_function_def: walk(as<function_def>(&s).body, optional); break;
        case node_kind::class_def: walk(as<class_def>(&s).body, optional); break;
        case node_kind::for_stmt:
        case node_kind::async_for_stmt:
            walk(as<for_stmt>(&s).body, optional);
            walk(as<for_stmt>(&s).orelse, optional);
            break;
        case node_kind::while_stmt:
            walk(as<while_stmt>(&s).body, optional);
            walk(as<while_stmt>(&s).orelse, optional);
            break;
        case node_kind::if_stmt:
            if (!is_type_checking(as<if_stmt>(&s).test)) walk(as<if_stmt>(&s).body, true);
            walk(as<if_stmt>(&s).orelse, true);
            break;
        case node_kind::with_stmt:
        case node_kind::async_with_stmt: walk(as<with_stmt>(&s).body, optional); break;
        case node_kind::match_stmt:
            for (const match_case* c : as<match_stmt>(&s).cases) walk(c->body, true);
            break;
        case node_kind::try_stmt:
        case node_kind::try_star_stmt: try_block(as<try_stmt>(&s), optional); break;
        default: break;
        }
    }

    void try_block(const try_stmt& s, bool optional) {
        bool guarded = false;
        for (const except_handler* h : s.handlers) guarded |= h->type == nullptr || names_import_error(h->type);
        walk(s.body, optional || guarded);
        for (const except_handler* h : s.handlers) walk(h->body, true);
        walk(s.orelse, optional);
        walk(s.finalbody, optional);
    }

    void import_from(const import_from_stmt& s, bool optional) {
        std::string base;
        if (s.level > 0) {
            base = package_;
            if (!climb(base, s.level)) {
                found_.push_back({"", s.loc, optional});
                return;
            }
        }
        if (!s.module.empty()) base += (base.empty() ? "" : ".") + std::string(s.module);
        found_.push_back({base, s.loc, optional});
        for (const alias* a : s.names)
            if (a->name != "*") found_.push_back({base + "." + std::string(a->name), a->loc, true});
    }

    std::string package_;
    std::vector<import_request>& found_;
};

bool is_file(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

}  // namespace

std::vector<import_request> find_imports(const module_ast& tree, const std::string& package) {
    std::vector<import_request> found;
    collector(package, found).walk(tree.body, false);
    return found;
}

std::optional<module_file> module_finder::find(const std::string& name, std::vector<dependency>& absent) const {
    std::string relative = name;
    for (char& c : relative)
        if (c == '.') c = '/';
    for (const fs::path& root : roots_) {
        if (const fs::path package = root / relative / "__init__.py"; is_file(package))
            return module_file{name, package, true};
        else
            absent.push_back({package, ""});
        if (const fs::path file = root / (relative + ".py"); is_file(file))
            return module_file{name, file, false};
        else
            absent.push_back({file, ""});
    }
    return std::nullopt;
}

const std::vector<native_module_name>& native_modules() {
    static const std::vector<native_module_name> all = {
#define COWITH_NATIVE_MODULE(dotted_name, symbol) {dotted_name, #symbol},
#include <cowith/native_modules.def>
#undef COWITH_NATIVE_MODULE
    };
    return all;
}

const native_module_name* find_native_module(std::string_view name) {
    for (const auto& module : native_modules())
        if (module.name == name) return &module;
    return nullptr;
}

std::vector<fs::path> search_path(const fs::path& folder, const fs::path& standard_library) {
    std::vector<fs::path> roots = {folder};
    if (const char* listed = std::getenv("PYTHONPATH"); listed != nullptr) {
        std::string_view rest = listed;
        while (!rest.empty()) {
            const auto colon = rest.find(':');
            if (const auto root = rest.substr(0, colon); !root.empty()) roots.emplace_back(root);
            rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
        }
    }
    roots.emplace_back("/usr/lib/python3/dist-packages");
    if (!standard_library.empty()) roots.push_back(standard_library);
    return roots;
}

}  // namespace cowith::driver
