#include "known_values.hpp"

#include "cowith/frontend/visit.hpp"

#include <algorithm>
#include <array>

namespace cowith::frontend {
namespace {

constexpr int max_depth = 16;

struct library_manager {
    std::string_view path;
    bool sync;
    bool async;
};

/// Classes and functions of the standard library whose results are context managers of one kind.
constexpr std::array library_managers = {
    library_manager{"contextlib.AsyncExitStack", false, true},
    library_manager{"contextlib.aclosing", false, true},
    library_manager{"contextlib.ExitStack", true, false},
    library_manager{"contextlib.suppress", true, false},
    library_manager{"contextlib.closing", true, false},
    library_manager{"contextlib.redirect_stdout", true, false},
    library_manager{"contextlib.redirect_stderr", true, false},
    library_manager{"contextlib.chdir", true, false},
    library_manager{"contextlib.nullcontext", true, true},
    library_manager{"asyncio.Lock", false, true},
    library_manager{"asyncio.Condition", false, true},
    library_manager{"asyncio.Semaphore", false, true},
    library_manager{"asyncio.BoundedSemaphore", false, true},
    library_manager{"asyncio.TaskGroup", false, true},
    library_manager{"asyncio.timeout", false, true},
    library_manager{"asyncio.timeout_at", false, true},
    library_manager{"asyncio.Runner", true, false},
    library_manager{"threading.Lock", true, false},
    library_manager{"threading.RLock", true, false},
    library_manager{"threading.Condition", true, false},
    library_manager{"threading.Semaphore", true, false},
    library_manager{"threading.BoundedSemaphore", true, false},
    library_manager{"tempfile.TemporaryDirectory", true, false},
    library_manager{"concurrent.futures.ThreadPoolExecutor", true, false},
    library_manager{"concurrent.futures.ProcessPoolExecutor", true, false},
    library_manager{"builtins.open", true, false},
};

/// Library classes that give a subclass these protocols (or none).
constexpr std::array library_bases = {
    library_manager{"builtins.object", false, false},
    library_manager{"abc.ABC", false, false},
    library_manager{"contextlib.AbstractContextManager", true, false},
    library_manager{"contextlib.AbstractAsyncContextManager", false, true},
    library_manager{"contextlib.ContextDecorator", false, false},
    library_manager{"contextlib.AsyncContextDecorator", false, false},
    library_manager{"contextlib.AsyncExitStack", false, true},
    library_manager{"contextlib.ExitStack", true, false},
};

bool is_protocol_method(std::string_view name) {
    return name == "__enter__" || name == "__exit__" || name == "__aenter__" || name == "__aexit__";
}

}  // namespace

known_values::known_values(const module_ast& tree, const symbol_table& table) : table_(table) {
    for (const stmt* s : tree.body) collect(*s, table.module());
}

const scope& known_values::scope_of_definition(const node& definition) const {
    const auto found = definition_scopes_.find(&definition);
    return found == definition_scopes_.end() ? table_.module() : *found->second;
}

// ---- collecting
// ------------------------------------------------------------------------------------------------------

/// The scope whose variable a name is; null when it is a builtin or unknown. `name` becomes the name as that scope has
/// it.
const scope* known_values::owner_of(const scope& in, identifier written, std::string_view& name) const {
    const scope* s = &in;
    const scoped_name* n = s->lookup(written);
    while (n == nullptr && s->parent != nullptr && s->is_comprehension()) {  // the outermost iterable stands outside
        s = s->parent;
        n = s->lookup(written);
    }
    if (n == nullptr) return nullptr;
    name = n->name;
    if (n->kind == name_kind::local || n->kind == name_kind::cell) return s;
    if (n->kind == name_kind::free) {
        for (s = s->parent; s != nullptr; s = s->parent) {
            const scoped_name* there = s->is_function_like() ? s->find(name) : nullptr;
            if (there != nullptr && (there->kind == name_kind::cell || there->kind == name_kind::local)) return s;
        }
        return nullptr;
    }
    return &table_.module();
}

void known_values::bind(identifier written, const scope& in, binding b) {
    std::string_view name;
    if (const scope* owner = owner_of(in, written, name)) bindings_[{owner, name}].push_back(b);
}

void known_values::collect_target(const expr* target, const scope& in, binding b) {
    if (auto* n = dyn<name>(target)) return bind(n->id, in, b);
    if (auto* a = dyn<attribute>(target)) patches_protocols_ |= is_protocol_method(a->attr);
    // Unpacking: the names get parts of the value.
    const auto parts = [&](const expr_list& elts) {
        for (const expr* e : elts) collect_target(e, in, {});
    };
    if (auto* t = dyn<tuple>(target))
        parts(t->elts);
    else if (auto* l = dyn<list>(target))
        parts(l->elts);
    else if (auto* s = dyn<starred>(target))
        collect_target(s->value, in, {});
}

void known_values::collect(const node& n, const scope& in) {
    if (guard_.deep()) return;
    using how = binding::how;
    const scope* inner = &in;
    switch (n.kind) {
    case node_kind::function_def:
    case node_kind::async_function_def: {
        auto& f = as<function_def>(&n);
        definition_scopes_[&n] = &in;
        bind(f.name, in, {how::function, &n, nullptr, &in});
        inner = table_.of(&n);
        break;
    }
    case node_kind::class_def: {
        auto& c = as<class_def>(&n);
        definition_scopes_[&n] = &in;
        bind(c.name, in, {how::class_, &n, nullptr, &in});
        inner = table_.of(&n);
        break;
    }
    case node_kind::lambda:
    case node_kind::list_comp:
    case node_kind::set_comp:
    case node_kind::dict_comp:
    case node_kind::generator_exp: inner = table_.of(&n); break;
    case node_kind::arg:  // parameters: their scope is already `in`
        bind(as<arg>(&n).name, in, {});
        return;
    case node_kind::assign:
        for (const expr* target : as<assign>(&n).targets)
            collect_target(target, in, {how::value, as<assign>(&n).value, nullptr, &in});
        break;
    case node_kind::ann_assign:
        if (const expr* value = as<ann_assign>(&n).value)
            collect_target(as<ann_assign>(&n).target, in, {how::value, value, nullptr, &in});
        break;
    case node_kind::aug_assign: collect_target(as<aug_assign>(&n).target, in, {}); break;
    case node_kind::named_expr:
        collect_target(as<named_expr>(&n).target, in, {how::value, as<named_expr>(&n).value, nullptr, &in});
        break;
    case node_kind::for_stmt:
    case node_kind::async_for_stmt: collect_target(as<for_stmt>(&n).target, in, {}); break;
    case node_kind::comprehension: collect_target(as<comprehension>(&n).target, in, {}); break;
    case node_kind::with_item:
        if (const expr* target = as<with_item>(&n).optional_vars)
            collect_target(target, in, {how::entered, as<with_item>(&n).context_expr, nullptr, &in});
        break;
    case node_kind::delete_stmt:
        for (const expr* target : as<delete_stmt>(&n).targets) collect_target(target, in, {});
        break;
    case node_kind::except_handler:
        if (auto& h = as<except_handler>(&n); !h.name.empty()) bind(h.name, in, {});
        break;
    case node_kind::match_as:
        if (auto& m = as<match_as>(&n); !m.name.empty()) bind(m.name, in, {});
        break;
    case node_kind::match_star:
        if (auto& m = as<match_star>(&n); !m.name.empty()) bind(m.name, in, {});
        break;
    case node_kind::match_mapping:
        if (auto& m = as<match_mapping>(&n); !m.rest.empty()) bind(m.rest, in, {});
        break;
    case node_kind::type_alias: collect_target(as<type_alias>(&n).name, in, {}); return;
    case node_kind::import_stmt:
        for (const alias* a : as<import_stmt>(&n).names)
            bind(a->asname.empty() ? a->name.substr(0, a->name.find('.')) : a->asname, in,
                 {how::import, a, nullptr, &in});
        return;
    case node_kind::import_from_stmt:
        for (const alias* a : as<import_from_stmt>(&n).names)
            if (a->name != "*") bind(a->asname.empty() ? a->name : a->asname, in, {how::import_from, a, &n, &in});
        return;
    default: break;
    }
    if (inner == nullptr) return;           // part of an annotation
    if (auto* f = dyn<function_def>(&n)) {  // decorators and defaults stand outside
        for (const expr* e : f->decorator_list) collect(*e, in);
        for (const expr* e : f->args->defaults) collect(*e, in);
        const auto parameters = [&](const node_list<arg*>& list) {
            for (const arg* a : list) bind(a->name, *inner, {});
        };
        parameters(f->args->posonlyargs);
        parameters(f->args->args);
        parameters(f->args->kwonlyargs);
        for (const arg* a : {f->args->vararg, f->args->kwarg})
            if (a != nullptr) bind(a->name, *inner, {});
        for (const stmt* s : f->body) collect(*s, *inner);
        return;
    }
    if (auto* c = dyn<class_def>(&n)) {
        for (const stmt* s : c->body) collect(*s, *inner);
        return;
    }
    for_each_child(n, [&](const node& child) { collect(child, *inner); });
}

// ---- values
// ----------------------------------------------------------------------------------------------------------

known_value known_values::of(const expr* e, const scope& in, int depth) const {
    if (e == nullptr || depth > max_depth) return {};
    switch (e->kind) {
    case node_kind::name: return of_name(as<name>(e), in, depth + 1);
    case node_kind::attribute: return of_attribute(as<attribute>(e), in, depth + 1);
    case node_kind::call: return of_call(as<call>(e), in, depth + 1);
    default: return {};
    }
}

known_value known_values::of_name(const name& n, const scope& in, int depth) const {
    std::string_view name;
    const scope* owner = owner_of(in, n.id, name);
    if (owner == nullptr) return {};
    const auto found = bindings_.find({owner, name});
    if (owner->is_module() && owner->has_star_import) return {};
    if (found == bindings_.end()) {
        const bool builtin = owner->is_module() && (name == "open" || name == "object" || name == "print");
        return builtin ? known_value{value_kind::library, nullptr, "builtins." + std::string(name)} : known_value{};
    }
    if (found->second.size() != 1) return {};
    const binding& b = found->second.front();
    switch (b.by) {
    case binding::how::import: {
        auto& a = as<alias>(b.what);
        return {value_kind::library, nullptr,
                std::string(a.asname.empty() ? a.name.substr(0, a.name.find('.')) : a.name)};
    }
    case binding::how::import_from: {
        auto& from = as<import_from_stmt>(b.statement);
        if (from.level != 0) return {};
        return {value_kind::library, nullptr, std::string(from.module) + "." + std::string(as<alias>(b.what).name)};
    }
    case binding::how::function: return of_function(as<function_def>(b.what), *b.in, depth);
    case binding::how::class_: return {value_kind::class_, b.what, {}};
    case binding::how::value: return of(static_cast<const expr*>(b.what), *b.in, depth);
    case binding::how::entered: {
        // Exit stacks return themselves.
        known_value manager = of(static_cast<const expr*>(b.what), *b.in, depth);
        const bool is_stack = manager.kind == value_kind::library_instance &&
                              (manager.path == "contextlib.AsyncExitStack" || manager.path == "contextlib.ExitStack");
        return is_stack ? manager : known_value{};
    }
    case binding::how::other: break;
    }
    // `self`: the first parameter of a method.
    if (owner->kind == scope_kind::function && owner->parameter_count > 0 && owner->variables.front() == name &&
        owner->parent->is_class()) {
        auto& method = as<function_def>(owner->owner);
        if (method.decorator_list.empty() && method.name != "__new__")
            return {value_kind::instance, owner->parent->owner, {}, false};
    }
    return {};
}

known_value known_values::of_function(const function_def& f, const scope& in, int depth) const {
    const value_kind plain = in.is_class() ? value_kind::method : value_kind::function;
    if (f.decorator_list.empty()) return {plain, &f, {}};
    if (f.decorator_list.size() > 1) return {};
    const known_value decorator = of(f.decorator_list.front(), in, depth + 1);
    if (decorator.is_library("contextlib.contextmanager") || decorator.is_library("contextlib.asynccontextmanager"))
        return {value_kind::managed_function, &f, decorator.path};
    return {};
}

known_value known_values::member_of(const class_def& c, identifier name, int depth) const {
    if (depth > max_depth) return {};
    const scope* body = table_.of(&c);
    if (body == nullptr || !c.keywords.empty()) return {};
    if (const scoped_name* n = body->lookup(name); n != nullptr && n->is_bound()) {
        const auto found = bindings_.find({body, n->name});
        if (found == bindings_.end() || found->second.size() != 1 || found->second.front().by != binding::how::function)
            return {};
        return of_function(as<function_def>(found->second.front().what), *body, depth);
    }
    for (const expr* base : c.bases) {
        const known_value b = of(base, scope_of_definition(c), depth + 1);
        if (b.kind == value_kind::class_) {
            if (known_value inherited = member_of(as<class_def>(b.definition), name, depth + 1)) return inherited;
        } else if (b.is_library("contextlib.AsyncExitStack") || b.is_library("contextlib.ExitStack")) {
            return {value_kind::library, nullptr, b.path + "." + std::string(name)};
        }
        return {};  // looking behind the first base isn't worth the risk
    }
    return {};
}

known_value known_values::of_attribute(const attribute& a, const scope& in, int depth) const {
    const known_value object = of(a.value, in, depth);
    switch (object.kind) {
    case value_kind::library:
    case value_kind::library_instance: return {value_kind::library, nullptr, object.path + "." + std::string(a.attr)};
    case value_kind::instance:
    case value_kind::class_: {
        known_value member = member_of(as<class_def>(object.definition), a.attr, depth + 1);
        member.is_exact = object.is_exact;
        return member;
    }
    default: return {};
    }
}

known_value known_values::of_call(const call& c, const scope& in, int depth) const {
    const known_value callee = of(c.func, in, depth);
    switch (callee.kind) {
    case value_kind::library: return {value_kind::library_instance, nullptr, callee.path};
    case value_kind::class_: {
        auto& type = as<class_def>(callee.definition);
        const scope* body = table_.of(&type);
        const bool plain =
            type.decorator_list.empty() && type.keywords.empty() && body != nullptr && body->find("__new__") == nullptr;
        return plain ? known_value{value_kind::instance, callee.definition, {}} : known_value{};
    }
    case value_kind::managed_function: return {value_kind::manager, callee.definition, callee.path, callee.is_exact};
    default: return {};
    }
}

// ---- protocols
// -------------------------------------------------------------------------------------------------------

void known_values::add_protocols(const class_def& c, protocols& into, int depth) const {
    const scope* body = table_.of(&c);
    if (depth > max_depth || body == nullptr || !c.keywords.empty() || !c.decorator_list.empty()) {
        into.known = false;
        return;
    }
    const auto has = [body](std::string_view name) { return body->find(name) != nullptr; };
    into.sync |= has("__enter__") || has("__exit__");
    into.async |= has("__aenter__") || has("__aexit__");
    for (const expr* base : c.bases) {
        const known_value b = of(base, scope_of_definition(c), depth + 1);
        if (b.kind == value_kind::class_) {
            add_protocols(as<class_def>(b.definition), into, depth + 1);
            continue;
        }
        const auto* known = std::find_if(library_bases.begin(), library_bases.end(),
                                         [&](const library_manager& m) { return b.is_library(m.path); });
        if (known == library_bases.end()) {
            into.known = false;
            return;
        }
        into.sync |= known->sync;
        into.async |= known->async;
    }
}

protocols known_values::protocols_of(const known_value& v) const {
    if (v.kind == value_kind::manager)
        return {true, v.path == "contextlib.contextmanager", v.path == "contextlib.asynccontextmanager"};
    if (v.kind == value_kind::library_instance) {
        for (const library_manager& m : library_managers)
            if (m.path == v.path) return {true, m.sync, m.async};
        return {};
    }
    if (v.kind != value_kind::instance || !v.is_exact || patches_protocols_) return {};
    protocols result{true, false, false};
    add_protocols(as<class_def>(v.definition), result, 0);
    return result;
}

bool known_values::derives_from(const class_def& c, std::string_view path, int depth) const {
    if (depth > max_depth) return false;
    for (const expr* base : c.bases) {
        const known_value b = of(base, scope_of_definition(c), depth + 1);
        if (b.is_library(path) ||
            (b.kind == value_kind::class_ && derives_from(as<class_def>(b.definition), path, depth + 1)))
            return true;
    }
    return false;
}

}  // namespace cowith::frontend
