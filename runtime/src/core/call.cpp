// Calls: the vector convention, methods without a bound method on the way, and calls with * and **.
#include "../objects/attributes.hpp"
#include "../objects/instance_layout.hpp"
#include "../objects/native.hpp"
#include "method_call.hpp"
#include "plain_call.hpp"
#include "threads.hpp"

#include <cowith/frame.hpp>
#include <cowith/gc.hpp>
#include <cowith/module.hpp>
#include <cowith/types.hpp>

#include <unordered_map>
#include <vector>

namespace cowith {

using namespace literals;

namespace {

[[gnu::noinline]] object raise_not_callable(ref callable) noexcept {
    return raise_error(TypeError_type, "'%.200s' object is not callable", name_of(callable.type()));
}

/// An array of references on the stack while there are few.
class ref_array {
  public:
    explicit ref_array(std::size_t n) noexcept
        : count_(n), items_(n <= few ? reinterpret_cast<ref*>(small_) : static_cast<ref*>(allocate(n * sizeof(ref)))) {}
    ~ref_array() {
        if (count_ > few) release(items_, count_ * sizeof(ref));
    }
    ref_array(const ref_array&) = delete;
    ref_array& operator=(const ref_array&) = delete;
    operator ref*() noexcept { return items_; }

  private:
    static constexpr std::size_t few = 8;
    std::size_t count_;
    ref* items_;
    alignas(ref) unsigned char small_[few * sizeof(ref)];  // filled by whoever uses it
};

/// The call when other threads or the collector have had their turn; they may drop what it borrows.
[[gnu::noinline]] object call_after_others(ref callable, const ref* args, std::size_t count, ref names) noexcept {
    std::vector<object> kept{callable, names};
    kept.insert(kept.end(), args, args + count + keyword_count(names));
    if (collection_due) collect_what_is_due();
    if (switch_wanted()) switch_threads();
    return call_vector(callable, args, count, names);
}

inline object call_function(function_object& f, const ref* args, std::size_t count, ref names) noexcept {
    if (f.direct && !names && count == f.code->positional) [[likely]]
        return run_directly(f, f.direct, args, count);
    return f.vector(ref(&f), args, count, names);
}

}  // namespace

object call_vector(ref callable, const ref* args, std::size_t count, ref names) noexcept {
    if (!callable) [[unlikely]]
        return pass_on();
    if (at_stack_limit()) [[unlikely]] {
        if (switch_wanted() || collection_due) return call_after_others(callable, args, count, names);
        if (stack_exhausted_slow()) return {};
    }
    type_object* type = callable.type();
    if (type == &function_type) [[likely]]
        return call_function(*callable.as<function_object>(), args, count, names);
    auto* call = type->call;
    if (!call) [[unlikely]] {
        ready(*type);
        call = type->call;
        if (!call) return raise_not_callable(callable);
    }
    return call(callable, args, count, names);
}

namespace {

/// What `call` makes when it is asked to do its work at once, if it can: the operand of an await.
template <class F> inline started start_by(F&& call) noexcept {
    state.starting = start_request::asked;
    object result = call();
    const bool over = std::exchange(state.starting, start_request::none) == start_request::done;
    return started(std::move(result), over);
}

/// A native method with its receiver, called for its result or as the operand of an await.
template <class Result>
inline Result call_native_as(const native_descriptor& native, ref x, const ref* args, std::size_t count) noexcept {
    const auto call = [&] { return call_native(native.code, native.owner, x, args, count, {}); };
    if constexpr (std::is_same_v<Result, started>)
        if (native.code.definition().kind == method_startable) return start_by(call);
    return Result(call());
}

/// function(x, ...) by `Call` (call_vector or start_vector).
template <class Result, Result (*Call)(ref, const ref*, std::size_t, ref) noexcept>
inline Result with_receiver(ref function, ref x, const ref* args, std::size_t count, ref names) noexcept {
    const auto* native = function.type() == &method_descriptor_type ? function.as<native_descriptor>() : nullptr;
    if (native && native->owner == x.type() && !names) [[likely]] {
        if (stack_exhausted()) [[unlikely]]
            return Result(object());
        return call_native_as<Result>(*native, x, args, count);
    }
    const std::size_t total = count + keyword_count(names);
    ref_array all(total + 1);
    all[0] = x;
    for (std::size_t i = 0; i < total; ++i) all[i + 1] = args[i];
    object keep = function;  // the class may lose it meanwhile
    return Call(keep, all, count + 1, names);
}

/// x.name(...) by `Call`; `name` may be what method_of() found. Counted: the look-up is an operation of its own.
template <class Result, Result (*Call)(ref, const ref*, std::size_t, ref) noexcept, bool Counted = false>
inline Result method_vector(ref x, ref name, const ref* args, std::size_t count, ref names) noexcept {
    if (!x) [[unlikely]]
        return Result(pass_on());
    if (!is_str(name)) [[unlikely]]
        return is_method_function(name) ? with_receiver<Result, Call>(name, x, args, count, names)
                                        : Call(name, args, count, names);
    type_object* type = x.type();
    const auto getattr = attribute_getter(type);
    if (getattr == generic_getattr) [[likely]]
        if (ref function = function_for_method(x, type, name)) [[likely]]
            return with_receiver<Result, Call>(function, x, args, count, names);
    if (type == &module_type) {
        if (object member = native_member(*x.as<module_object>(), name)) [[likely]]
            return Call(member, args, count, names);
    }
    object method = getattr(x, name);
    return method ? Call(method, args, count, names) : Result(Counted ? pass_on() : object());
}

}  // namespace

namespace detail {

object call_method_found(ref method, const ref* values, std::size_t count, ref names) noexcept {
    if (method.type() == &function_type) [[likely]] {
        if (at_stack_limit()) [[unlikely]]
            return call_vector(method, values, count, names);
        return call_function(*method.as<function_object>(), values, count, names);
    }
    return with_receiver<object, call_vector>(method, values[0], values + 1, count - 1, names);
}

started start_method_found(ref method, const ref* values, std::size_t count, ref names) noexcept {
    if (method.type() == &function_type) [[likely]]
        return start_vector(method, values, count, names);
    return with_receiver<started, start_vector>(method, values[0], values + 1, count - 1, names);
}

/// A module's function comes first: it needs no class to be asked.
template <class Result, Result (*Found)(ref, const ref*, std::size_t, ref) noexcept,
          Result (*Call)(ref, const ref*, std::size_t, ref) noexcept>
static inline Result member_call(ref name, member_cache& cache, const ref* values, std::size_t count,
                                 ref names) noexcept {
    const ref x = values[0];
    if (x.type() == &module_type)
        if (const object member = native_member(*x.as<module_object>(), name)) [[likely]]
            return Call(member, values + 1, count - 1, names);
    if (const ref method = find_method(x, name, cache)) return Found(method, values, count, names);
    return method_vector<Result, Call, true>(x, name, values + 1, count - 1, names);
}
object call_member(ref name, member_cache& cache, const ref* values, std::size_t count, ref names) noexcept {
    return member_call<object, call_method_found, call_vector>(name, cache, values, count, names);
}
started start_member(ref name, member_cache& cache, const ref* values, std::size_t count, ref names) noexcept {
    return member_call<started, start_method_found, start_vector>(name, cache, values, count, names);
}

}  // namespace detail

object call_method_vector(ref x, ref name, const ref* args, std::size_t count, ref names) noexcept {
    return method_vector<object, call_vector>(x, name, args, count, names);
}

bool start_at_once() noexcept { return std::exchange(state.starting, start_request::none) == start_request::asked; }
object ran_at_once(object result) noexcept {
    state.starting = start_request::done;
    return result;
}

namespace {

/// A native method, bound or not, that can do its work at once.
bool is_startable(ref callable) noexcept {
    const native_callable* code = callable.type() == &method_descriptor_type ? &callable.as<native_descriptor>()->code
                                  : callable.type() == &builtin_function_type
                                      ? &callable.as<builtin_function_object>()->code
                                      : nullptr;
    return code && code->definition().kind == method_startable;
}

}  // namespace

started start_vector(ref callable, const ref* args, std::size_t count, ref names) noexcept {
    if (!callable) [[unlikely]]
        return started(pass_on());
    if (callable.type() == &function_type) [[likely]] {
        auto& f = *callable.as<function_object>();
        if (f.flags & function_startable) [[unlikely]]
            return start_by([&] { return f.vector(callable, args, count, names); });
        if (f.direct && !names && count == f.code->positional && !at_stack_limit()) [[likely]]
            return f.flags & function_plain ? started(run_plainly(callable, args, count), true)
                                            : started(run_directly(f, f.direct, args, count));
    } else if (callable.type() == &method_type) {
        object function = method_function_of(callable), receiver = method_self_of(callable);
        const std::size_t total = count + keyword_count(names);
        ref_array all(total + 1);
        all[0] = receiver;
        for (std::size_t i = 0; i < total; ++i) all[i + 1] = args[i];
        return start_vector(function, all, count + 1, names);
    } else if (is_startable(callable)) {
        return start_by([&] { return call_vector(callable, args, count, names); });
    }
    return started(call_vector(callable, args, count, names));
}

started start_method_vector(ref x, ref name, const ref* args, std::size_t count, ref names) noexcept {
    return method_vector<started, start_vector>(x, name, args, count, names);
}

object method_of(ref x, ref name) noexcept {
    if (!x) [[unlikely]]
        return pass_on();
    type_object* type = x.type();
    const auto getattr = attribute_getter(type);
    if (getattr == generic_getattr) [[likely]]
        if (ref function = function_for_method(x, type, name)) [[likely]]
            return function;
    object found = getattr(x, name);
    if (found && is_method_function(found)) return make_staticmethod(found);  // called without x
    return found;
}

object call_tuple(ref callable, ref args, ref keywords) noexcept {
    const auto* list = args.as<tuple_object>();
    const std::size_t extra = keywords ? dict_size(keywords) : 0;
    if (extra == 0) return call_vector(callable, reinterpret_cast<const ref*>(list->items), list->size);
    ref_array all(list->size + extra);
    for (std::size_t i = 0; i < list->size; ++i) all[i] = list->items[i];
    object names = new_tuple(extra);
    ref key, value;
    std::size_t n = 0;
    object kept = make_list();  // the callee may change the dict
    for (std::size_t i = 0; dict_next(keywords, i, key, value); ++n) {
        if (!is_str(key)) return raise_error(TypeError_type, "keywords must be strings");
        names.as<tuple_object>()->items[n] = key.type() == &str_type ? object(interned(key)) : object(key);
        all[list->size + n] = value;
        if (!list_append(kept, value)) return {};
    }
    return call_vector(callable, all, list->size, names);
}

// ---- argument_builder

namespace {

/// What messages about a call say: "f()" with module and qualname, as _PyObject_FunctionStr.
std::string function_text(ref callable) noexcept {
    object qualname = find_attribute(callable, "__qualname__"_s);
    if (!qualname || !is_str(qualname)) {
        clear_pending();
        object text = to_str(callable);
        clear_pending();
        return text ? std::string(text_of(text)) : std::string("?");
    }
    object module = find_attribute(callable, "__module__"_s);
    clear_pending();
    std::string result;
    if (module && is_str(module) && text_of(module) != "builtins") result = std::string(text_of(module)) + ".";
    return result + std::string(text_of(qualname)) + "()";
}

}  // namespace

void argument_builder::add(ref v) noexcept {
    if (!v) failed_ = passes_ = true;
    if (failed_) return;
    if (!positional_) positional_ = make_list();
    failed_ = !list_append(positional_, v);
}

void argument_builder::add(kw k, ref callable) noexcept {
    if (!k.value) failed_ = passes_ = true;
    if (failed_) return;
    if (!keywords_) keywords_ = make_dict();
    if (dict_get(keywords_, k.name)) {
        raise_error(TypeError_type, "%s got multiple values for keyword argument '%S'", function_text(callable).c_str(),
                    k.name);
        failed_ = true;
        return;
    }
    failed_ = !dict_set(keywords_, k.name, k.value);
}

void argument_builder::add(star s, ref callable) noexcept {
    if (!s.value) failed_ = passes_ = true;
    if (failed_) return;
    if (!positional_) positional_ = make_list();
    type_object* type = s.value.type();
    ready(*type);
    if (!type->iter && !type->getitem) {
        raise_error(TypeError_type, "%s argument after * must be an iterable, not %.200s",
                    function_text(callable).c_str(), name_of(type));
        failed_ = true;
        return;
    }
    failed_ = !list_extend(positional_, s.value);
}

void argument_builder::add(star_star s, ref callable) noexcept {
    if (!s.value) failed_ = passes_ = true;
    if (failed_) return;
    if (!keywords_) keywords_ = make_dict();
    object pairs;
    if (s.value.type() == &dict_type) {
        pairs = s.value;
    } else {
        object keys = find_attribute(s.value, "keys"_s);
        if (!keys) {
            if (!is_failed())
                raise_error(TypeError_type, "%s argument after ** must be a mapping, not %.200s",
                            function_text(callable).c_str(), name_of(s.value.type()));
            failed_ = true;
            return;
        }
        pairs = make_dict();
        if (!dict_update(pairs, s.value)) {
            failed_ = true;
            return;
        }
    }
    ref key, value;
    for (std::size_t i = 0; dict_next(pairs, i, key, value);) {
        if (dict_get(keywords_, key)) {
            if (!is_str(key))
                raise_error(TypeError_type, "keywords must be strings");
            else
                raise_error(TypeError_type, "%s got multiple values for keyword argument '%S'",
                            function_text(callable).c_str(), key);
            failed_ = true;
            return;
        }
        if (is_failed() || !dict_set(keywords_, key, value)) {
            failed_ = true;
            return;
        }
    }
}

object argument_builder::call(ref callable) noexcept {
    if (failed_) return passes_ ? pass_on() : object();
    object args = positional_ ? list_to_tuple(std::move(positional_)) : make_tuple(nullptr, 0);
    return call_tuple(callable, args, keywords_);
}

object argument_builder::call_method(ref x, ref name) noexcept {
    if (failed_) return passes_ ? pass_on() : object();
    object method = x.attr(name);
    return method ? call(method) : object();
}

object positional_items(ref iterable) noexcept {
    if (!iterable) return pass_on();
    type_object* type = iterable.type();
    if (type == &tuple_type) return iterable;
    ready(*type);
    if (!type->iter && !type->getitem)
        return raise_error(TypeError_type, "Value after * must be an iterable, not %.200s", name_of(type));
    return list_from(iterable);
}

bool unpack_into(ref list, ref x) noexcept {
    if (!x) return pass_on(), false;
    ready(*x.type());
    if (x.type()->iter || x.type()->getitem) return list_extend(list, x);
    return raise_error(TypeError_type, "Value after * must be an iterable, not %T", x), false;
}

object keyword_items(ref mapping) noexcept {
    if (!mapping) return pass_on();
    object items = make_dict();
    if (mapping.type() != &dict_type && !find_attribute(mapping, "keys"_s))
        return is_failed() ? object() : object(mapping);  // the call says what is wrong with it
    return dict_update(items, mapping) ? items : object();
}

// ---- keyword names

namespace detail {

static bool same_items(ref tuple, const ref* names, std::size_t count) noexcept {
    const auto* t = tuple.as<tuple_object>();
    if (t->size != count) return false;
    for (std::size_t i = 0; i < count; ++i)
        if (!t->items[i].is(names[i])) return false;
    return true;
}
/// The tuple of these names, made once and kept for ever: the names are interned, so their addresses tell tuples apart.
static object find_keyword_names(const ref* names, std::size_t count) noexcept {
    static auto& by_hash = *new std::unordered_map<std::uint64_t, std::vector<object>>;
    std::uint64_t hash = count;
    for (std::size_t i = 0; i < count; ++i) hash = (hash ^ names[i].bits()) * 0x9e3779b97f4a7c15ull;
    std::vector<object>& candidates = by_hash[hash];
    for (const object& candidate : candidates)
        if (same_items(candidate, names, count)) return candidate;
    candidates.push_back(make_tuple(names, count));
    return candidates.back();
}

ref keyword_names(const ref* names, std::size_t count) noexcept {
    static ref recent[64];  // by the first name
    ref& place = recent[(names[0].bits() >> 4 ^ count) % 64];
    if (!place || !same_items(place, names, count)) [[unlikely]]
        place = find_keyword_names(names, count);
    return place;
}

}  // namespace detail

}  // namespace cowith
