#include "cowith/frontend/scope.hpp"

#include <algorithm>

namespace cowith::frontend {
namespace {

constexpr std::size_t linear_search_limit = 12;

bool is_private(identifier name) {
    return name.size() > 2 && name.starts_with("__") && !name.ends_with("__") &&
           name.find('.') == std::string_view::npos;
}

}  // namespace

std::string mangle(std::string_view class_name, identifier written) {
    const std::size_t first = class_name.find_first_not_of('_');
    if (!is_private(written) || first == std::string_view::npos) return std::string(written);
    std::string result = "_";
    result += class_name.substr(first);
    result += written;
    return result;
}

bool scope::mangles(identifier written) const {
    if (private_class.empty() || !is_private(written)) return false;
    return !mangles_type_parameters_only ||
           std::find(type_parameter_names.begin(), type_parameter_names.end(), written) != type_parameter_names.end();
}

std::string scope::mangled(identifier written) const {
    return mangles(written) ? mangle(private_class, written) : std::string(written);
}

const scoped_name* scope::find(std::string_view mangled) const {
    if (names.size() <= linear_search_limit) {
        for (const scoped_name& n : names)
            if (n.name == mangled) return &n;
        return nullptr;
    }
    const auto found = index_.find(mangled);
    return found == index_.end() ? nullptr : &names[found->second];
}

scoped_name* scope::find(std::string_view mangled) {
    return const_cast<scoped_name*>(static_cast<const scope*>(this)->find(mangled));
}

const scoped_name* scope::lookup(identifier written) const {
    return mangles(written) ? find(mangle(private_class, written)) : find(written);
}

scoped_name& scope::at(std::string_view mangled, const location& where) {
    if (scoped_name* known = find(mangled)) return *known;
    scoped_name& made = names.emplace_back();
    made.name = mangled;
    made.first = where;
    if (names.size() == linear_search_limit + 1) {
        for (std::uint32_t i = 0; i < names.size(); ++i) index_.emplace(names[i].name, i);
    } else if (names.size() > linear_search_limit) {
        index_.emplace(mangled, static_cast<std::uint32_t>(names.size() - 1));
    }
    return made;
}

std::vector<std::string_view> scope::cell_names() const {
    std::vector<std::string_view> result;
    for (std::uint32_t i = 0; i < parameter_count; ++i)
        if (const scoped_name* n = find(variables[i]); n != nullptr && n->kind == name_kind::cell)
            result.push_back(n->name);
    const auto parameters = static_cast<std::ptrdiff_t>(result.size());
    for (const scoped_name& n : names)
        if (n.kind == name_kind::cell && !n.is_parameter) result.push_back(n.name);
    if (needs_class_cell) result.push_back("__class__");
    if (needs_class_dict) result.push_back("__classdict__");
    std::sort(result.begin() + parameters, result.end());
    return result;
}

std::vector<std::string_view> scope::free_names() const {
    std::vector<std::string_view> result;
    for (const scoped_name& n : names)
        if (n.kind == name_kind::free || n.is_also_free) result.push_back(n.name);
    std::sort(result.begin(), result.end());
    return result;
}

scope& symbol_table::add(scope_kind kind, std::string_view name, const node* owner, scope* parent) {
    scope& made = scopes_.emplace_back();
    made.kind = kind;
    made.name = name;
    made.owner = owner;
    made.parent = parent;
    if (parent != nullptr) {
        parent->children.push_back(&made);
        made.private_class = parent->private_class;
        made.is_nested = parent->is_nested || parent->is_function_like();
    }
    return made;
}

std::string_view symbol_table::keep(std::string text) { return texts_.emplace_back(std::move(text)); }

void symbol_table::put(node_map& map, const node* owner, scope* s) {
    if (map.size() <= owner->index) map.resize(owner->index + 1);
    map[owner->index] = s;
}

}  // namespace cowith::frontend
