// Python functions: making and calling them, cells and bound methods.
#include "../coroutines/plain_frame.hpp"
#include "attributes.hpp"
#include "function_attributes.hpp"

#include <cowith/module.hpp>

#include <cstdio>

namespace cowith {

using namespace literals;

namespace {

constexpr std::size_t few_values = 8;

/// Room for the values of a call's parameters and cells, released when the call is over.
class bound_values {
  public:
    explicit bound_values(std::size_t n) noexcept
        : count_(n), values_(n <= few_values ? small() : static_cast<object*>(allocate(n * sizeof(object)))) {
        for (std::size_t i = 0; i < n; ++i) ::new (values_ + i) object();
    }
    ~bound_values() {
        for (std::size_t i = 0; i < count_; ++i) values_[i].~object();
        if (count_ > few_values) release(values_, count_ * sizeof(object));
    }
    bound_values(const bound_values&) = delete;
    bound_values& operator=(const bound_values&) = delete;
    object* data() noexcept { return values_; }

  private:
    object* small() noexcept { return reinterpret_cast<object*>(room_); }
    std::size_t count_;
    object* values_;
    alignas(object) unsigned char room_[few_values * sizeof(object)];
};

void add_cells(const function_object& f, object* cells) noexcept {
    if (!f.closure) return;
    const auto* t = f.closure.as<tuple_object>();
    for (std::size_t i = 0; i < t->size; ++i) cells[i] = t->items[i];
}

/// The frequent case of binding: arguments by position and by name, and defaults, each to a parameter of its own. False: the function
/// takes what is left over, or something is missing, given twice, unknown or not told apart by its address.
bool borrow_arguments(const function_object& f, const ref* args, std::size_t count, ref names, ref* bound) noexcept {
    const code_object& code = *f.code;
    if (count > code.positional || code.code_flags & (code_varargs | code_varkeywords)) return false;
    const object* parameters = code.parameter_names.as<tuple_object>()->items;
    for (std::size_t i = 0; i < count; ++i) bound[i] = args[i];
    const std::size_t named = keyword_count(names);
    for (std::size_t k = 0; k < named; ++k) {
        const object& name = names.as<tuple_object>()->items[k];
        std::size_t place = count > code.positional_only ? count : code.positional_only;
        while (place < code.parameter_count && !parameters[place].is(name)) ++place;
        if (place == code.parameter_count || bound[place]) return false;
        bound[place] = args[count + k];
    }
    const std::size_t spare = f.defaults ? f.defaults.as<tuple_object>()->size : 0;
    if (spare > code.positional) return false;
    const std::size_t required = code.positional - spare;
    for (std::size_t i = count; i < code.parameter_count; ++i) {
        if (bound[i]) continue;
        if (i < required) return false;
        if (i < code.positional)
            bound[i] = f.defaults.as<tuple_object>()->items[i - required];
        else if (!f.keyword_defaults || !(bound[i] = dict_get_interned(f.keyword_defaults, parameters[i])))
            return false;
    }
    return true;
}

object call_general(ref self, const ref* args, std::size_t count, ref names) noexcept {
    auto& f = *self.as<function_object>();
    code_object& code = *f.code;
    bound_values bound(code.parameter_count + std::size_t{code.free_count});
    ref borrowed[few_values];
    if (code.parameter_count <= few_values && borrow_arguments(f, args, count, names, borrowed)) {
        for (std::size_t i = 0; i < code.parameter_count; ++i) bound.data()[i] = borrowed[i];
    } else if (!bind_arguments(f, args, count, names, bound.data())) {
        return {};
    }
    add_cells(f, bound.data() + code.parameter_count);
    object keep = self;  // the caller's reference may go while it runs
    return keeping_parameters(code, code.entry(f, bound.data()), bound.data(), code.parameter_count + code.free_count);
}

/// Code over borrowed values, positional parameters only, no cells: the arguments are passed as they stand. Where each parameter is given
/// its argument, who calls does so itself (function_object::direct).
object call_borrowing(ref self, const ref* args, std::size_t count, ref names) {
    auto& f = *self.as<function_object>();
    code_object& code = *f.code;
    ref bound[few_values];
    object defaults = f.defaults;  // the function may get others while it runs
    if (code.positional <= few_values && borrow_arguments(f, args, count, names, bound)) [[likely]]
        return keeping_parameters(code, code.entry(f, reinterpret_cast<object*>(bound)), bound, code.positional);
    return call_general(self, args, count, names);
}

object call_owning(ref self, const ref* args, std::size_t count, ref names) {
    return call_general(self, args, count, names);
}

}  // namespace

object make_function(code_object& code, ref module, ref defaults, ref keyword_defaults, ref closure) noexcept {
    prepare_code(code);
    auto* f = make<function_object>(code);
    constexpr std::uint32_t borrowing = code_borrows | code_coroutine | code_generator | code_async_generator;
    const bool direct = code.code_flags & borrowing && code.parameter_count == code.positional && code.free_count == 0;
    if (code.plain && code.parameter_count == code.positional && code.free_count == 0) f->flags |= function_plain;
    if (direct) f->direct = code.entry;
    f->vector = direct ? call_borrowing : call_owning;
    f->name = intern(code.name);
    f->qualname = intern(code.qualname);
    f->globals = module;
    if (defaults && defaults.as<tuple_object>()->size) f->defaults = defaults;
    if (keyword_defaults && dict_size(keyword_defaults)) f->keyword_defaults = keyword_defaults;
    f->closure = closure;
    track(f);
    return object::take(f);
}

namespace {

// ---- functions

template <class F> void each_reference(function_object* f, F&& visit_one) {
    visit_one(f->name), visit_one(f->qualname), visit_one(f->doc), visit_one(f->module), visit_one(f->defaults),
        visit_one(f->keyword_defaults);
    visit_one(f->closure), visit_one(f->annotations), visit_one(f->annotate), visit_one(f->dict),
        visit_one(f->type_params), visit_one(f->globals);
}
void function_dealloc(header* h) noexcept {
    if (defer_dealloc(h)) return;
    untrack(static_cast<gc_header*>(h));
    destroy<function_object>(h);
}
void function_traverse(header* h, visitor v, void* context) {
    each_reference(static_cast<function_object*>(h), [&](object& o) { visit(o, v, context); });
}
void function_clear(header* h) {
    auto* f = static_cast<function_object*>(h);
    object old[] = {std::move(f->defaults),    std::move(f->keyword_defaults), std::move(f->closure),
                    std::move(f->annotations), std::move(f->annotate),         std::move(f->dict),
                    std::move(f->doc),         std::move(f->type_params)};
}
object function_call(ref self, const ref* args, std::size_t count, ref names) {
    return self.as<function_object>()->vector(self, args, count, names);
}
object function_get(ref self, ref instance, ref) {
    if (!instance) return self;
    return make_method(self, instance);
}
object function_repr(ref self) {
    char address[40];
    std::snprintf(address, sizeof address, " at %p>", static_cast<void*>(self.heap()));
    return make_str("<function " + std::string(text_of(self.as<function_object>()->qualname)) + address);
}

// ---- cells

void cell_dealloc(header* h) noexcept {
    if (defer_dealloc(h)) return;
    untrack(static_cast<gc_header*>(h));
    destroy<cell_object>(h);
}
void cell_traverse(header* h, visitor v, void* context) { visit(static_cast<cell_object*>(h)->value, v, context); }
void cell_clear(header* h) { object old = std::move(static_cast<cell_object*>(h)->value); }
object cell_repr(ref self) {
    const auto* c = self.as<cell_object>();
    char text[200];
    if (!c->value)
        std::snprintf(text, sizeof text, "<cell at %p: empty>", static_cast<const void*>(c));
    else
        std::snprintf(text, sizeof text, "<cell at %p: %.80s object at %p>", static_cast<const void*>(c),
                      name_of(c->value.type()), address_of(c->value));
    return make_str(text);
}
object cell_contents(ref self, const ref*, std::size_t, ref) {
    const auto* c = self.as<cell_object>();
    if (!c->value) return raise_error(ValueError_type, "cell is empty");
    return c->value;
}
object set_cell_contents(ref self, const ref* args, std::size_t count, ref) {
    self.as<cell_object>()->value = count ? object(args[0]) : object();
    return None;
}
constexpr method_definition cell_methods[] = {{"cell_contents", cell_contents, "", method_getter, set_cell_contents},
                                              {nullptr, nullptr}};
object cell_new(type_object&, const ref* args, std::size_t count, ref) {
    if (count > 1) return raise_error(TypeError_type, "cell expected at most 1 argument, got %zd", count);
    return new_cell(count ? object(args[0]) : object());
}

// ---- bound methods

struct method_object : gc_header {
    object function, self;
    gc_header* weakrefs = nullptr;
    method_object(ref f, ref s) noexcept : gc_header(&method_type), function(f), self(s) {}
};
void method_dealloc(header* h) noexcept {
    if (defer_dealloc(h)) return;
    untrack(static_cast<gc_header*>(h));
    destroy<method_object>(h);
}
void method_traverse(header* h, visitor v, void* context) {
    auto* m = static_cast<method_object*>(h);
    visit(m->function, v, context);
    visit(m->self, v, context);
}
object method_call(ref self, const ref* args, std::size_t count, ref names) {
    const auto* m = self.as<method_object>();
    const std::size_t total = count + keyword_count(names);
    constexpr std::size_t few = 8;
    ref small[few + 1];
    ref* all = total <= few ? small : static_cast<ref*>(allocate((total + 1) * sizeof(ref)));
    object function = m->function, receiver = m->self;  // the caller's reference may go while it runs
    all[0] = receiver;
    for (std::size_t i = 0; i < total; ++i) all[i + 1] = args[i];
    object result = call_vector(function, all, count + 1, names);
    if (all != small) release(all, (total + 1) * sizeof(ref));
    return result;
}
object method_getattr(ref self, ref name) {
    name = attribute_name(name);
    if (!name) return {};
    if (ref found = lookup(&method_type, name)) return bind_descriptor(found, self, &method_type);
    return self.as<method_object>()->function.attr(name);
}
object method_repr(ref self) {
    const auto* m = self.as<method_object>();
    object name = find_attribute(m->function, "__qualname__"_s);
    if (!name && !is_failed()) name = find_attribute(m->function, "__name__"_s);
    if (is_failed()) return {};
    str_builder text;
    text.add("<bound method ");
    text.add(name && is_str(name) ? text_of(name) : std::string_view("?"));
    text.add(" of ");
    if (!text.add_repr(m->self)) return {};
    text.add('>');
    return text.finish();
}
object method_compare(ref a, ref b, compare op) {
    if ((op != compare::eq && op != compare::ne) || b.type() != &method_type) return NotImplemented;
    const auto *m = a.as<method_object>(), *n = b.as<method_object>();
    const int same = compare_truth(m->function, n->function, compare::eq);
    if (same < 0) return {};
    return boolean((same && m->self.is(n->self)) == (op == compare::eq));
}
std::int64_t method_hash(ref self) {
    const auto* m = self.as<method_object>();
    const std::int64_t function = hash_of(m->function);
    if (function == -1) return -1;
    const std::int64_t hash = hash_pointer(m->self.heap()) ^ function;
    return hash == -1 ? -2 : hash;
}
object method_function(ref self, const ref*, std::size_t, ref) { return self.as<method_object>()->function; }
object method_self(ref self, const ref*, std::size_t, ref) { return self.as<method_object>()->self; }
object method_doc(ref self, const ref*, std::size_t, ref) {
    object doc = find_attribute(self.as<method_object>()->function, "__doc__"_s);
    return doc || is_failed() ? doc : object(None);
}
object method_reduce(ref self, const ref*, std::size_t, ref) {
    const auto* m = self.as<method_object>();
    object name = m->function.attr("__name__"_s);
    return name ? tuple(find_builtin("getattr"_s), tuple(m->self, name)) : object();
}
constexpr method_definition method_methods[] = {{"__reduce__", method_reduce, "self, /"},
                                                {"__func__", method_function, "", method_getter},
                                                {"__self__", method_self, "", method_getter},
                                                {"__doc__", method_doc, "", method_getter},
                                                {nullptr, nullptr}};
object method_new(type_object&, const ref* args, std::size_t count, ref) {
    if (count != 2) return raise_error(TypeError_type, "method expected 2 arguments, got %zd", count);
    if (!args[0].is_heap() || !args[0].type()->call)
        return raise_error(TypeError_type, "first argument must be callable");
    if (args[1].is(None)) return raise_error(TypeError_type, "instance must not be None");
    return make_method(args[0], args[1]);
}

}  // namespace

object make_method(ref function, ref self) noexcept {
    auto* m = make<method_object>(function, self);
    track(m);
    return object::take(m);
}
ref method_function_of(ref method) noexcept { return method.as<method_object>()->function; }
ref method_self_of(ref method) noexcept { return method.as<method_object>()->self; }

object new_cell(object value) noexcept {
    auto* c = make<cell_object>();
    c->value = std::move(value);
    track(c);
    return object::take(c);
}

constinit type_object function_type{
    "function", &object_type, type_gc | type_has_dict | type_has_weakrefs | type_method_descriptor, [](type_object& t) {
        t.instance_size = sizeof(function_object);
        t.dict_offset = offsetof(function_object, dict), t.weakrefs_offset = offsetof(function_object, weakrefs);
        t.dealloc = function_dealloc, t.traverse = function_traverse, t.clear = function_clear;
        t.call = function_call, t.descr_get = function_get, t.repr = function_repr, t.methods = function_methods;
    }};
constinit type_object cell_type{"cell", &object_type, type_gc, [](type_object& t) {
                                    t.instance_size = sizeof(cell_object);
                                    t.dealloc = cell_dealloc, t.traverse = cell_traverse, t.clear = cell_clear,
                                    t.repr = cell_repr, t.new_ = cell_new, t.methods = cell_methods;
                                }};
constinit type_object method_type{"method", &object_type, type_gc | type_has_weakrefs, [](type_object& t) {
                                      t.instance_size = sizeof(method_object),
                                      t.weakrefs_offset = offsetof(method_object, weakrefs);
                                      t.dealloc = method_dealloc, t.traverse = method_traverse, t.call = method_call,
                                      t.getattr = method_getattr, t.repr = method_repr;
                                      t.richcompare = method_compare, t.hash = method_hash, t.new_ = method_new,
                                      t.methods = method_methods;
                                  }};

}  // namespace cowith
