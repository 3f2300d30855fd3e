// C++ classes and functions as Python's: what the code that `--native` writes is made of. Compiled with exceptions and RTTI.
#pragma once
#include "convert_more.hpp"
#include "foreign.hpp"
#include "scope.hpp"

#include <algorithm>

namespace cowith::bind {

/// A C++ class or enum that has a Python one; specialised for each that a header's binding holds.
template <class T> inline constexpr bool bound_class = false;
template <class T> inline constexpr bool bound_enum = false;
/// The Python class of a C++ one, once it is made.
template <class T> inline object python_class;

/// How a class's objects are found in those of a class derived from it.
struct class_link {
    const class_link* base = nullptr;
    void* (*up)(void*) = nullptr;  ///< to the base
};
template <class T> inline class_link link_of;

// ---- instances: a Python object whose attribute `_cpp` holds the C++ one
struct instance_data {
    std::shared_ptr<void> object_;
    const class_link* cls;  ///< of the object's own class
    held owner;             ///< of a reference: what it is part of
};
/// The data of an instance; null: it is none, or its C++ object is gone.
instance_data* data_of(ref x) noexcept;
/// A new instance of the class around an object.
object make_instance(ref cls, const class_link& link, std::shared_ptr<void> value, ref owner) noexcept;
bool set_data(ref self, const class_link& link, std::shared_ptr<void> value, ref owner = {}) noexcept;
/// The part of an instance's object that is of this class; null: none, or it is gone.
void* object_of(ref x, const class_link& link) noexcept;
bool has_class(ref x, ref cls) noexcept;
/// One more object to keep alive: `owners` is it, or a tuple of all.
void add_owner(object& owners, ref owner) noexcept;
/// Parameters of constructors through which the new object may go on to refer to another.
template <class P>
constexpr bool refers_to_object = (std::is_lvalue_reference_v<P> || std::is_pointer_v<P>) &&
                                  bound_class<std::remove_cv_t<std::remove_pointer_t<std::remove_reference_t<P>>>>;

template <class T> T* pointer_to(ref x) noexcept {
    if (!has_class(x, python_class<std::remove_cv_t<T>>)) return nullptr;
    return static_cast<T*>(object_of(x, link_of<std::remove_cv_t<T>>));
}
template <class T> object new_instance(std::shared_ptr<void> value, ref owner) noexcept {
    return make_instance(python_class<T>, link_of<T>, std::move(value), owner);
}

// ---- arguments: how a C++ parameter takes a Python value
template <class P, class = void> struct argument {
    using value_type = std::decay_t<P>;
    std::optional<value_type> value;
    bool from(ref x) { return (value = detail::read<value_type>(x)).has_value(); }
    P get() {
        if constexpr (std::is_lvalue_reference_v<P>)
            return *value;
        else
            return std::move(*value);
    }
};
template <> struct argument<std::string_view> {
    std::string value;
    bool from(ref x) { return conversion<std::string>::from(x, value); }
    std::string_view get() { return value; }
};
template <> struct argument<const char*> {
    std::string value;
    bool from(ref x) { return conversion<std::string>::from(x, value); }
    const char* get() { return value.c_str(); }
};
template <class P> struct argument<P, std::enable_if_t<bound_class<std::decay_t<P>>>> {
    std::decay_t<P>* value = nullptr;
    bool from(ref x) { return (value = pointer_to<std::decay_t<P>>(x)) != nullptr; }
    P get() { return static_cast<P>(*value); }
};
template <class T> struct argument<T*, std::enable_if_t<bound_class<std::remove_cv_t<T>>>> {
    T* value = nullptr;
    bool from(ref x) { return x.is(None) || (value = pointer_to<T>(x)) != nullptr; }
    T* get() { return value; }
};
template <class T> struct argument<std::shared_ptr<T>, std::enable_if_t<bound_class<std::remove_cv_t<T>>>> {
    std::shared_ptr<T> value;
    bool from(ref x) {
        if (x.is(None)) return true;
        T* pointer = pointer_to<T>(x);
        if (pointer) value = std::shared_ptr<T>(data_of(x)->object_, pointer);
        return pointer != nullptr;
    }
    std::shared_ptr<T> get() { return value; }
};
template <class T>
struct argument<const std::shared_ptr<T>&, std::enable_if_t<bound_class<std::remove_cv_t<T>>>>
    : argument<std::shared_ptr<T>> {};

/// A view of items that were read before.
template <class T> struct argument<std::span<const T>, std::enable_if_t<!std::is_same_v<T, bool>>> {
    std::vector<T> values;
    bool from(ref x) { return conversion<std::vector<T>>::from(x, values); }
    std::span<const T> get() { return values; }
};

/// A Python function as a std::function, callable from any thread. What it raises goes through C++ as python_error.
template <class R, class... A> struct argument<std::function<R(A...)>> {
    std::function<R(A...)> value;
    bool from(ref x) {
        if (!x || !x.type()->call) return false;
        detail::expect_threads_of_host();
        value = [function = held(object(x))](A... arguments) -> R {
            const interpreter_lock lock;
            const object values[] = {conversion<std::decay_t<A>>::to(arguments)..., object()};
            ref all[sizeof...(A) + 1];
            bool good = true;
            for (std::size_t i = 0; i < sizeof...(A); ++i) good &= static_cast<bool>(all[i] = values[i]);
            object result = good ? call_vector(function.get(), all, sizeof...(A), {}) : object();
            if constexpr (std::is_void_v<R>) {
                if (!result) detail::raise_exception(detail::pending_exception());
            } else {
                auto given = result ? detail::read<R>(result) : std::nullopt;
                if (!given) {
                    if (result) detail::raise_unfit("callback", nullptr, result, conversion<R>::name());
                    detail::raise_exception(detail::pending_exception());
                }
                return std::move(*given);
            }
        };
        return true;
    }
    const std::function<R(A...)>& get() { return value; }
};
template <class R, class... A> struct argument<const std::function<R(A...)>&> : argument<std::function<R(A...)>> {};

// ---- results: how a Python value is made of what C++ gives; `self` owns what references, or the members of what is behind a unique_ptr,
// refer to
template <class R> object result_of(R&& value, ref self) {
    using T = std::remove_cvref_t<R>;
    if constexpr (std::is_pointer_v<T> && bound_class<std::remove_cv_t<std::remove_pointer_t<T>>>) {
        using C = std::remove_cv_t<std::remove_pointer_t<T>>;
        if (value == nullptr) return None;
        return new_instance<C>(std::shared_ptr<void>(const_cast<C*>(value), [](void*) {}), self);
    } else if constexpr (bound_class<T>) {
        if constexpr (std::is_lvalue_reference_v<R>)
            return new_instance<T>(std::shared_ptr<void>(const_cast<T*>(&value), [](void*) {}), self);
        else
            return new_instance<T>(std::make_shared<T>(std::move(value)), {});
    } else if constexpr (std::is_lvalue_reference_v<R> && requires(T& t) { t.release(); }) {  // unique_ptr
        return result_of(value.get(), self);
    } else if constexpr (
        requires { typename T::element_type; } && requires { value.get(); }) {  // shared_ptr, unique_ptr
        using C = std::remove_cv_t<typename T::element_type>;
        if (!value) return None;
        constexpr bool is_unique = requires(T& t) { t.release(); };
        std::shared_ptr<typename T::element_type> shared(std::move(value));
        return new_instance<C>(std::const_pointer_cast<C>(shared), is_unique ? self : ref());
    } else if constexpr (foreign_awaitable<T>) {
        return object(await_foreign(std::move(value)).python());
    } else {
        return conversion<T>::to(value);
    }
}

/// Adds an exception class: `rethrow` throws what is being handled and catches T.
using exception_filter = bool (*)() noexcept;
void add_exception(exception_filter filter);

// ---- functions: overloads in the order in which they are tried
/// One way to call. False: these arguments don't fit (nothing pending, unless a fitting one could not be converted).
using overload = std::function<bool(const ref* args, std::size_t count, object& result)>;
struct function_data {
    std::string name;
    std::string doc;
    struct candidate {
        std::vector<std::string> names;  ///< of the parameters, for keyword arguments; methods: without self
        std::string shown;               ///< "execute(sql: str, limit: int)"
        overload call;
        bool has_self;
    };
    std::vector<candidate> candidates;
    bool is_constructor = false;
    bool is_operator = false;  ///< arguments that don't fit: NotImplemented
};
object make_function(std::shared_ptr<function_data> data) noexcept;

class function {
  public:
    explicit function(std::string name) : data_(std::make_shared<function_data>()) { data_->name = std::move(name); }
    /// F takes the parameters P...; a method's first one is Self&.
    template <class... P, class F> function& add(std::vector<std::string> names, std::string shown, F f) {
        data_->candidates.push_back({std::move(names), std::move(shown),
                                     [f](const ref* args, std::size_t count, object& result) {
                                         return count == sizeof...(P) &&
                                                run<P...>(f, args, {}, result, std::index_sequence_for<P...>{});
                                     },
                                     false});
        return *this;
    }
    template <class Self, class... P, class F>
    function& add_method(std::vector<std::string> names, std::string shown, F f) {
        data_->candidates.push_back({std::move(names), std::move(shown),
                                     [f](const ref* args, std::size_t count, object& result) {
                                         if (count != sizeof...(P) + 1) return false;
                                         return run<Self&, P...>(f, args, args[0], result,
                                                                 std::index_sequence_for<Self, P...>{});
                                     },
                                     true});
        return *this;
    }
    /// The same for a constructor: F gives a shared_ptr.
    template <class... P, class F> function& add_constructor(std::vector<std::string> names, std::string shown, F f) {
        data_->is_constructor = true;
        data_->candidates.push_back({std::move(names), std::move(shown),
                                     [f](const ref* args, std::size_t count, object& result) {
                                         return count == sizeof...(P) + 1 &&
                                                construct<P...>(f, args, result, std::index_sequence_for<P...>{});
                                     },
                                     true});
        return *this;
    }
    template <class T> void add_default_constructor(std::string shown) {
        if constexpr (std::is_default_constructible_v<T>)
            add_constructor<>({}, std::move(shown), [] { return std::make_shared<T>(); });
    }
    /// What __doc__ is.
    void document(std::string text) { data_->doc = std::move(text); }
    void is_operator() { data_->is_operator = true; }
    object make() { return bind::make_function(data_); }

  private:
    template <class... P, class F, std::size_t... I>
    static bool run(const F& f, const ref* args, ref self, object& result, std::index_sequence<I...>) {
        std::tuple<argument<P>...> values;
        if (!(std::get<I>(values).from(args[I]) && ...)) return false;
        try {
            using R = decltype(f(std::get<I>(values).get()...));
            if constexpr (std::is_void_v<R>) {
                f(std::get<I>(values).get()...);
                result = None;
            } else {
                result = result_of<R>(f(std::get<I>(values).get()...), self);
            }
        } catch (...) {
            detail::set_pending_from_exception();
            result.reset();
        }
        return true;
    }
    template <class... P, class F, std::size_t... I>
    static bool construct(const F& f, const ref* args, object& result, std::index_sequence<I...>) {
        std::tuple<argument<P>...> values;
        if (!(std::get<I>(values).from(args[I + 1]) && ...)) return false;
        try {
            auto made = f(std::get<I>(values).get()...);
            using T = typename decltype(made)::element_type;
            object owners;
            ((refers_to_object<P> && !args[I + 1].is(None) ? add_owner(owners, args[I + 1]) : void()), ...);
            if (set_data(args[0], link_of<T>, std::move(made), owners)) result = None;
        } catch (...) {
            detail::set_pending_from_exception();
        }
        return true;
    }
    std::shared_ptr<function_data> data_;
};

// ---- modules
/// What fills a module; the first failure stays and the rest is skipped.
class module_builder {
  public:
    module_builder(ref dict, const char* name) noexcept : dict_(dict), name_(name) {}
    void add(const char* name, object value) noexcept {
        if (good_) good_ = value && dict_set(dict_, intern(name), value);
    }
    void add(function& f, const char* name) { add(name, f.make()); }
    /// class NAME(base): with these members; `managed`: what its `with` and `async with` do.
    template <class T, class Base = void> void add_class(const char* name, const char* doc, ref base, object members) {
        static_assert(bound_class<T>);
        if constexpr (!std::is_void_v<Base>)
            link_of<T> = {&link_of<Base>, [](void* p) -> void* { return static_cast<Base*>(static_cast<T*>(p)); }};
        python_class<T> = make_class(name, doc, base, members);
        add(name, python_class<T>);
    }
    template <class T>
    void add_enum(const char* name, std::initializer_list<std::pair<const char*, std::int64_t>> members) {
        static_assert(bound_enum<T>);
        object pairs = make_list();
        for (const auto& [member, value] : members) list_append(pairs, tuple(make_str(member), make_int(value)));
        python_class<T> = make_enum(name, pairs);
        add(name, python_class<T>);
    }
    /// class NAME(base exception), raised for what C++ throws of type T.
    template <class T> void add_exception_class(const char* name, const char* doc, ref base) {
        python_class<T> = make_class(name, doc, base, make_dict());
        add(name, python_class<T>);
        bind::add_exception([]() noexcept {
            try {
                throw;
            } catch (const T& e) {
                raise_class(python_class<T>, e.what());
                return true;
            } catch (...) {
                return false;
            }
        });
    }
    bool good() const noexcept { return good_; }

  private:
    static void raise_class(ref cls, const char* text) noexcept;
    object make_class(const char* name, const char* doc, ref base, ref members) noexcept;
    object make_enum(const char* name, ref members) noexcept;
    object dict_;
    const char* name_;
    bool good_ = true;
};

/// The members of a class, for add_class.
class members {
  public:
    void add(const char* name, object value) noexcept {
        if (value && dict_) dict_set(dict_, intern(name), value);
    }
    void add(const char* name, function f) { add(name, f.make()); }
    void add_static(const char* name, function f) { add(name, make_staticmethod(f.make())); }
    void add_property(const char* name, function get, object set = None) noexcept;
    /// `with` and `async with` of a class that has nothing of its own for them: leaving destroys the C++ object.
    void add_scope() noexcept;
    /// `enter` and `exit` are methods of its own: they are what `with` (asynchronous: `async with`) calls.
    void add_scope_of(const char* enter, const char* exit, bool asynchronous, bool gives_value,
                      bool takes_failed) noexcept;
    object take() noexcept { return dict_; }

  private:
    object dict_ = make_dict();
};

}  // namespace cowith::bind

namespace cowith {

/// Objects in containers are copied.
template <class T>
    requires bind::bound_class<T>
struct conversion<T> {
    static std::string name() { return "an object of C++"; }
    static object to(const T& value) { return bind::new_instance<T>(std::make_shared<T>(value), {}); }
    static std::optional<T> read(ref value) {
        const T* object = bind::pointer_to<T>(value);
        return object ? std::optional<T>(*object) : std::nullopt;
    }
};
/// Shared ones are not.
template <class T>
    requires bind::bound_class<std::remove_cv_t<T>>
struct conversion<std::shared_ptr<T>> {
    static std::string name() { return "an object of C++"; }
    static object to(const std::shared_ptr<T>& value) {
        using C = std::remove_cv_t<T>;
        return value ? bind::new_instance<C>(std::const_pointer_cast<C>(value), {}) : object(None);
    }
    static bool from(ref value, std::shared_ptr<T>& into) {
        bind::argument<std::shared_ptr<T>> argument;
        if (!argument.from(value)) return false;
        into = argument.get();
        return true;
    }
};

/// Enums are Python's IntEnum.
template <class T>
    requires bind::bound_enum<T>
struct conversion<T> {
    static std::string name() { return "an enum"; }
    static object to(T value) { return bind::python_class<T>(make_int(static_cast<std::int64_t>(value))); }
    static bool from(ref value, T& into) {
        std::int64_t number = 0;
        if (!detail::read_int(value, number)) return false;
        into = static_cast<T>(number);
        return true;
    }
};

}  // namespace cowith
