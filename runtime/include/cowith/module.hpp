// Modules: one cell a global; __dict__ is a view over the cells.
#pragma once
#include "members.hpp"

namespace cowith {

struct module_object;
struct native_module;

namespace detail {
inline const dict_object* builtins_dict = nullptr;  // once somebody has looked there
}

/// A global variable of a translated module: a C++ static, known to its module by name. Empty: unbound.
class global {
  public:
    global(module_object& module, const char* name) noexcept;
    global(const global&) = delete;
    global& operator=(const global&) = delete;
    /// The value; falls back to the builtin of the same name; NameError when there is neither.
    operator object() const noexcept { return get(); }
    object get() const noexcept {
        const ref known = value_ ? ref(value_) : remembered_builtin();
        return known ? object(known) : get_slow();
    }
    ref name() const noexcept { return name_; }
    /// The value if bound, else empty (no builtins).
    ref value() const noexcept { return value_; }
    global& operator=(object v) noexcept;  // tells the module when it becomes bound (order of __dict__)
    bool remove() noexcept;                // del name: NameError when unbound
    /// name = v, unless v failed; false: it did.
    bool set(object v) noexcept {
        if (!v) [[unlikely]]
            return false;
        *this = std::move(v);
        return true;
    }
    template <class... A> object operator()(A&&... args) const noexcept {
        const ref known = call_target();
        return known ? known(std::forward<A>(args)...) : get()(std::forward<A>(args)...);
    }
    template <class... A> object call(ref method, A&&... args) const noexcept {
        return get().call(method, std::forward<A>(args)...);
    }
    template <class... A> started start(A&&... args) const noexcept {
        const ref known = call_target();
        return known ? known.start(std::forward<A>(args)...) : get().start(std::forward<A>(args)...);
    }
    template <class... A> started start_call(ref method, A&&... args) const noexcept {
        return get().start_call(method, std::forward<A>(args)...);
    }
    object attr(ref attribute) const noexcept { return get().attr(attribute); }
    template <fixed_text T> object attr(member_name<T> attribute) const noexcept { return get().attr(attribute); }
    template <fixed_text T, class... A> object call(member_name<T> method, A&&... args) const noexcept {
        if (lives_for_ever()) return ref(value_).call(method, std::forward<A>(args)...);
        return get().call(method, std::forward<A>(args)...);
    }
    template <fixed_text T, class... A> started start_call(member_name<T> method, A&&... args) const noexcept {
        if (lives_for_ever()) return ref(value_).start_call(method, std::forward<A>(args)...);
        return get().start_call(method, std::forward<A>(args)...);
    }
    object operator[](ref key) const noexcept { return get()[key]; }

    global* following() const noexcept { return next_; }  // the module's next cell
    void forget() noexcept { object old = std::move(value_); }

  private:
    object get_slow() const noexcept;
    /// The builtin that the last look-up found, as long as nobody has changed the builtins.
    ref remembered_builtin() const noexcept {
        return detail::builtins_dict && builtins_version_ == detail::builtins_dict->version ? builtin_ : ref();
    }
    /// The value where a call may borrow it: functions and builtin classes keep what they need themselves, should the call rebind the name.
    ref call_target() const noexcept {
        const ref known = value_ ? ref(value_) : remembered_builtin();
        return known.is_heap() && borrows_itself(known.type()) ? known : ref();
    }
    /// The value is a module, a builtin class or the like: a method call may borrow it, whatever becomes of the name.
    bool lives_for_ever() const noexcept { return value_.is_heap() && value_.heap()->refs >= header::immortal / 2; }
    static bool borrows_itself(const type_object* t) noexcept {
        return t == &function_type || t == &builtin_function_type || t == &type_type;
    }
    friend struct module_object;
    module_object* module_;
    const char* text_;
    ref name_;
    object value_;
    std::uint32_t order_ = 0;  // when it was bound, for the order of __dict__
    mutable ref builtin_;
    mutable std::uint64_t builtins_version_ = 0;
    global* next_ = nullptr;
};
/// NameError "name 'x' is not defined", its name set.
failed_t raise_name_error(ref name) noexcept;

/// A module. Translated ones have cells (and an overflow dict for names that no source mentions); native ones only the dict.
struct module_object : gc_header {
    const char* name;  // dotted
    object extra;      // dict of names without a cell
    global* cells = nullptr;
    std::uint32_t bound = 0;
    bool (*body)(module_object&) noexcept = nullptr;  // runs the module's code; false: failed
    enum : std::uint8_t { fresh, running, done } progress = fresh;
    struct thread_record* importer = nullptr;  // the thread that runs its code, while an import does
    bool is_package = false;                   // has a __path__: its file is an __init__.py
    const source_text* source = nullptr;
    native_module* native = nullptr;  // a native module's contents
    module_object* next_registered = nullptr;
    object dict_view;
    gc_header* weakrefs = nullptr;  // weakref.hpp
    explicit module_object(const char* dotted_name, bool (*run)(module_object&) noexcept = nullptr,
                           const source_text* text = nullptr, bool package = false) noexcept
        : gc_header(&module_type, header::immortal), name(dotted_name), body(run), is_package(package), source(text) {}

    /// The value of a name that code of this module reads: cell, other name, builtin; NameError.
    object find(ref interned_name) noexcept;
    /// The value in the module itself; borrowed, empty: none (nothing pending).
    ref own(ref interned_name) const noexcept;
    /// Binds or, with an empty value, unbinds a name; false: it was unbound (nothing pending).
    bool set(ref interned_name, ref value) noexcept;
    /// A new dict of all that is bound, in the order of binding.
    object snapshot() noexcept;
    /// Gives the cells their names, sets __name__, __doc__, __file__ and the like; idempotent.
    void prepare(const char* as_name = nullptr) noexcept;
    void each_reference(visitor v, void* context) noexcept;
    /// What happens to a module's names at exit: private ones go first (_PyModule_ClearDict).
    void clear() noexcept;
    global* cell(ref interned_name) const noexcept;
};

/// module.__name__, for messages and __module__.
object module_name(ref module) noexcept;

/// A builtin function object; `module_name` is its __module__, `self` its __self__ (a module, or empty).
object make_native_function(const method_definition& definition, ref module_name = {}, ref self = {},
                            call_style style = call_style::c) noexcept;
/// staticmethod(f), classmethod(f)
object make_staticmethod(ref function) noexcept;
object make_classmethod(ref function) noexcept;

/// Borrowed builtin by interned name, or empty.
ref find_builtin(ref name) noexcept;
/// Makes a translated or native module importable: `import name` finds it. Translated units register themselves statically.
void register_module(module_object& m) noexcept;
struct changes_classes_t {};
inline constexpr changes_classes_t changes_classes{};
namespace detail {
inline bool classes_change = false;
}
struct module_registration {
    explicit module_registration(module_object& m) noexcept { register_module(m); }
    /// A module that assigns to `__class__`: instances of all classes are of one size, whatever fields they have.
    module_registration(module_object& m, changes_classes_t) noexcept {
        detail::classes_change = true;
        register_module(m);
    }
};
/// The module registered under this name, native or translated; null when there is none. Runs nothing.
module_object* find_registered_module(const char* dotted_name) noexcept;
/// A native module: `fill` puts its contents into the module's dict at first import. Listed in native_modules.def and defined as
///     native_module native_modules::contextlib("contextlib", fill);
using native_module_fill = bool (*)(ref module_dict);
struct native_module {
    module_object module;
    native_module_fill fill;
    native_module(const char* dotted_name, native_module_fill contents) noexcept : module(dotted_name), fill(contents) {
        module.native = this;
        register_module(module);
    }
    native_module(const native_module&) = delete;
};
/// import a.b.c: runs what has not run; gives the module `a.b.c`. ModuleNotFoundError "No module named 'a.b'".
object import_module(ref dotted_name) noexcept;
/// `import a.b.c` binds `a`: this gives the top module after importing all.
object import_top(ref dotted_name) noexcept;
/// from module import name: the attribute, or the submodule; ImportError "cannot import name 'x' from 'm' (path)".
object import_from(ref module, ref name) noexcept;

/// Runs a translated program: sets up the runtime (argv, stack limit, signals), runs `main_module` as __main__, prints an
/// uncaught exception as CPython does, finalises (atexit, flush, last collection); gives the exit status. `run_as::module`: as python -m
/// does, with the packages around it imported first (Lib/runpy.py).
enum class run_as : std::uint8_t { script, module };
int run_program(module_object& main_module, int argc, char** argv, run_as how = run_as::script) noexcept;

}  // namespace cowith
