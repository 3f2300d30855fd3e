// What the classes of this folder share: a dict, weak references, and objects that the collector sees.
#pragma once
#include "../coroutines/plain_frame.hpp"
#include "asyncio.hpp"
#include "cowith/binding.hpp"

namespace cowith::asyncio {

/// The start of every such object.
struct native_instance : gc_header {
    object dict;
    gc_header* weakrefs = nullptr;
    using gc_header::gc_header;
};

/// T derives from native_instance and lists its objects in `template <class F> void each(F&& f)`.
template <class T> constexpr void use_native_layout(type_object& t) {
    t.instance_size = sizeof(T);
    t.dict_offset = __builtin_offsetof(T, dict);
    t.weakrefs_offset = __builtin_offsetof(T, weakrefs);
    t.dealloc = [](header* h) noexcept {
        if (finalize_from_dealloc(h)) return;
        untrack(static_cast<T*>(h));
        static_cast<T*>(h)->dict.reset();
        static_cast<T*>(h)->each([](object& o) { o.reset(); });
        destroy<T>(h);
    };
    t.traverse = [](header* h, visitor v, void* context) {
        visit(static_cast<T*>(h)->dict, v, context);
        static_cast<T*>(h)->each([&](object& o) { visit(o, v, context); });
    };
    t.clear = [](header* h) {
        static_cast<T*>(h)->dict.reset();
        static_cast<T*>(h)->each([](object& o) { o.reset(); });
    };
    t.new_ = [](type_object& cls, const ref*, std::size_t, ref) -> object {
        T* made = make_for<T>(cls, &cls);
        track(made);
        return object::take(made);
    };
    t.type_flags &= ~std::uint32_t(type_immutable);
}
inline constexpr std::uint32_t open_class =
    type_subclassable | type_gc | type_has_dict | type_has_weakrefs | type_python;

/// The code of a native coroutine, which has no positions: `constinit native_coroutine<acquire> acquire_code{"acquire", "Lock.acquire", "self", "| future"};`
template <auto F> struct native_coroutine : code_object {
    constexpr native_coroutine(const char* name, const char* qualname, const char* signature,
                               const char* locals) noexcept
        : code_object(name, qualname, signature, locals, "", nullptr, 0, nullptr, 0, start<F>, code_coroutine) {}
};

/// f(coro, **kwargs), for functions that hand their keywords on to create_task_with: the usual call without a dict. `definition` binds
/// the others by "coro, **kwargs" and comes back here through `from_dict`.
template <auto Create>
object call_create_task(const method_definition& slow, ref self, const ref* args, std::size_t count,
                        ref names) noexcept {
    if (count == 1) return Create(self, args, names);
    return call_bound_python(slow, self, args, count, names);
}
template <auto Create> object create_task_from_dict(ref self, const ref* args, std::size_t, ref) {
    std::vector<ref> all{args[0]}, keys;
    object items = list_from(args[1]);
    for (std::uint64_t i = 0; i < items.as<list_object>()->size; ++i) {
        keys.push_back(items.as<list_object>()->items[i]);
        all.push_back(dict_get(args[1], keys.back()));
    }
    object names = keys.empty() ? object() : make_tuple(keys.data(), keys.size());
    return Create(self, all.data(), names);
}

/// Whether a class of ours still has the methods that it came with: what CPython writes in Python calls them by name.
class own_methods {
  public:
    own_methods(type_object& type, ref first, ref second) noexcept
        : type_(type), names_{first, second}, own_{lookup(&type, first), lookup(&type, second)} {}
    /// `self` is exactly of the class, and neither it nor the class has got others.
    bool serve(ref self) noexcept {
        if (self.type() != &type_ || self.as<native_instance>()->dict) return false;
        if (type_.version && type_.version == version_) [[likely]]
            return intact_;
        intact_ = lookup(&type_, names_[0]).is(own_[0]) && lookup(&type_, names_[1]).is(own_[1]);
        version_ = type_.version;
        return intact_;
    }

  private:
    type_object& type_;
    ref names_[2], own_[2];
    std::uint32_t version_ = 0;
    bool intact_ = false;
};

/// asyncio.Event, and its set() and clear().
object new_event() noexcept;
void set_event(ref event) noexcept;
void clear_event(ref event) noexcept;

/// mixins._LoopBoundMixin._get_loop: the loop an object belongs to is the one it was first awaited in; empty: failed.
ref bind_loop(object& bound, ref self) noexcept;

/// Futures that wait in line (collections.deque in CPython).
class waiting_line {
  public:
    bool empty() const noexcept { return first_ == line_.size(); }
    std::size_t size() const noexcept { return line_.size() - first_; }
    ref operator[](std::size_t i) const noexcept { return line_[first_ + i]; }
    void push(ref future) noexcept { line_.push_back(object(future)); }
    object pop() noexcept {
        object f = std::move(line_[first_++]);
        if (first_ > 64 && first_ * 2 > line_.size()) {
            line_.erase(line_.begin(), line_.begin() + static_cast<std::ptrdiff_t>(first_));
            first_ = 0;
        }
        return f;
    }
    void remove(ref future) noexcept {
        for (std::size_t i = first_; i < line_.size(); ++i)
            if (line_[i].is(future)) {
                if (i == first_) {
                    pop();
                    return;
                }
                line_.erase(line_.begin() + static_cast<std::ptrdiff_t>(i));
                return;
            }
    }
    template <class F> void each(F&& f) {
        for (std::size_t i = first_; i < line_.size(); ++i) f(line_[i]);
    }
    /// The first one that isn't done gets a result (_wakeup_next and the like); false: there was none.
    bool wake_next(object value) noexcept {
        for (std::size_t i = first_; i < line_.size(); ++i)
            if (!is_done(line_[i])) {
                object keep = line_[i];
                set_result(as_future(keep), std::move(value));
                return true;
            }
        return false;
    }

  private:
    std::vector<object> line_;
    std::size_t first_ = 0;
};

/// "<asyncio.locks.Lock object at 0x... [locked]>"
object describe(ref self, const std::string& extra) noexcept;

}  // namespace cowith::asyncio
