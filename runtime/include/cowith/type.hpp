// Type objects: builtin and user classes share one representation (slots, MRO, dict).
#pragma once
#include "object.hpp"
#include "state.hpp"

namespace cowith {

struct dict_object;
struct str_object;
struct tuple_object;

/// What one step of an iterator, generator or coroutine came to.
enum class step : std::uint8_t { yielded, returned, failed };

/// Comparison operators, in CPython's order.
enum class compare : int { lt, le, eq, ne, gt, ge };

/// Visits one reference that an object holds; used by the cycle collector.
using visitor = void (*)(header* referent, void* context);

/// A native method or function of a builtin type or module: `args` holds `count` positional values, then the values of the
/// keyword arguments whose names stand in the tuple `names` (empty handle: none). Borrowed all. Empty result: failed.
using vectorcall = object (*)(ref self, const ref* args, std::size_t count, ref names);

/// Whose texts the TypeErrors about arguments have: those of functions written in C, or of `def`. The methods of types with the flag
/// type_python are of the second kind.
enum class call_style : std::uint8_t { c, python };

/// method_startable: an instance method that gives an awaitable, and may do its work at once when it is awaited (start_at_once in call.hpp).
enum method_kind : std::uint8_t { method_instance, method_static, method_class, method_getter, method_startable };
/// A native function or method. `signature` is the text signature ("self, x, /, *rest, key=None"; a first name `self`, `cls` or `module`
/// stands for the receiver and isn't an argument). With a signature the runtime binds the call, with CPython's TypeErrors, and
/// the function gets one entry in `args` for each parameter in order (empty: not given; *rest: a tuple; **options: a dict), `count` the
/// number of parameters and no `names`. A parameter with "=" is optional. With "" the function binds by itself.
/// A constructor's name with a dot ("Lock.__init__") is the qualified name of a function that CPython has in Python (call_style).
struct method_definition {
    const char* name;
    vectorcall function;  // for method_getter: called with no arguments
    const char* signature = "";
    method_kind kind = method_instance;
    vectorcall setter = nullptr;  // for method_getter: called with the new value, or with no argument to delete
    const char* doc = nullptr;
};

/// Number slots by index, so that binary operators share one dispatcher.
enum class number_op : std::uint8_t {
    add,
    sub,
    mul,
    matmul,
    truediv,
    floordiv,
    mod,
    divmod,
    pow,
    lshift,
    rshift,
    bit_and,
    bit_or,
    bit_xor,
    iadd,
    isub,
    imul,
    imatmul,
    itruediv,
    ifloordiv,
    imod,
    ipow,
    ilshift,
    irshift,
    iand,
    ior,
    ixor,
    count_,
};
using binary_slot = object (*)(ref left, ref right);  // may return NotImplemented

struct type_object : gc_header {
    // ---- identity
    const char* name =
        nullptr;  // builtin: static text ("list", "collections.deque": with module); user: from `qualname`
    type_object* base = nullptr;                 // the "best base" (tp_base)
    type_object* second_base = nullptr;          // of a builtin type with two bases (ExceptionGroup)
    const method_definition* methods = nullptr;  // ends with name == nullptr; put in the dict when readied
    std::uint32_t type_flags = 0;                // bits of type_flag
    std::uint32_t instance_size = 0;             // bytes, for allocation by the inherited `new`
    const char* doc = nullptr;

    // ---- life
    void (*dealloc)(header*) noexcept = nullptr;          // releases what the object holds and frees it
    void (*traverse)(header*, visitor, void*) = nullptr;  // for the collector
    void (*clear)(header*) = nullptr;                     // drops references to break a cycle
    void (*finalize)(header*) = nullptr;                  // __del__, generator close; may resurrect (PEP 442)

    // ---- behaviour; null: inherited, or not supported
    object (*new_)(type_object& cls, const ref* args, std::size_t count, ref names) = nullptr;
    bool (*init)(ref self, const ref* args, std::size_t count, ref names) = nullptr;
    object (*call)(ref self, const ref* args, std::size_t count, ref names) = nullptr;
    object (*getattr)(ref self, ref name) = nullptr;           // generic_getattr by default
    bool (*setattr)(ref self, ref name, ref value) = nullptr;  // empty value: delete
    object (*repr)(ref) = nullptr;
    object (*str)(ref) = nullptr;
    std::int64_t (*hash)(ref) = nullptr;                 // -1: failed
    object (*richcompare)(ref, ref, compare) = nullptr;  // may return NotImplemented
    object (*iter)(ref) = nullptr;
    object (*next)(ref) = nullptr;          // empty without a pending exception: exhausted
    int (*truth)(ref) = nullptr;            // -1 failed, 0, 1
    std::int64_t (*length)(ref) = nullptr;  // -1: failed
    object (*getitem)(ref, ref key) = nullptr;
    bool (*setitem)(ref, ref key, ref value) = nullptr;  // empty value: delete
    int (*contains)(ref, ref item) = nullptr;            // -1 failed, 0, 1
    object (*negative)(ref) = nullptr;
    object (*positive)(ref) = nullptr;
    object (*invert)(ref) = nullptr;
    object (*absolute)(ref) = nullptr;
    object (*as_int)(ref) = nullptr;    // __int__
    object (*as_float)(ref) = nullptr;  // __float__
    object (*as_index)(ref) = nullptr;  // __index__
    binary_slot number[static_cast<std::size_t>(number_op::count_)] = {};
    object (*descr_get)(ref self, ref instance, ref owner) = nullptr;  // empty instance: looked up on the class
    bool (*descr_set)(ref self, ref instance, ref value) = nullptr;    // empty value: delete
    object (*await)(ref) = nullptr;  // __await__: the iterator (a future gives itself)
    object (*aiter)(ref) = nullptr;
    object (*anext)(ref) = nullptr;                                  // an awaitable
    step (*send)(ref self, object value, object& result) = nullptr;  // iterator/coroutine: one step with a value
    step (*throw_)(ref self, exception* owned,
                   object& result) = nullptr;  // one step with an exception thrown in (owned)
    bool (*close)(ref self) = nullptr;
    const struct async_managing* managing = nullptr;  // native `async with` (managing.hpp); not inherited

    // ---- where instances keep what every object may have (bytes from the object's start, negative: in front of it; 0: nowhere).
    // A builtin type sets them to its own members; for class statements see instance.hpp.
    std::int32_t dict_offset = 0;      // an `object`: the __dict__, made on demand
    std::int32_t weakrefs_offset = 0;  // the list of weak references (weakref.hpp); destroy<T>() clears it
    std::int32_t fields_offset = 0;    // inline fields of class instances
    std::uint32_t prefix_size = 0;     // bytes in front of the object (subclasses of builtin types), a multiple of 16

    // ---- made when readied (lazily: the first look-up readies a builtin type). Unions: builtin types are never destroyed.
    std::uint32_t version = 0;      // changes when an attribute of it or of a base does; 0: not cached
    std::uint32_t field_count = 0;  // instance fields inline (instance.hpp)
    /// What `with` and `async with` call, while `version` is the type's: functions or method descriptors, borrowed from the type.
    struct manager_methods {
        std::uint32_t version = 0;
        ref enter, exit;
    } sync_manager, async_manager;
    struct subclass_list* subclasses = nullptr;
    gc_header* weakrefs = nullptr;
    union {
        object attributes{};
    };  // dict: name -> value
    union {
        object bases{};
    };  // tuple
    union {
        object mro{};
    };  // tuple, this type first
    union {
        object own_name{};
    };  // heap types: __name__; `name` points into it
    union {
        object qualname{};
    };  // str
    union {
        object module{};
    };  // str
    union {
        object metaclass_data{};
    };  // heap types: what else they own
    union {
        object field_names{};
    };  // tuple of interned names, or empty
    union {
        object fields_as_stored{};
    };  // the same in the order in which methods store them, and all of them

    /// A builtin type.
    constexpr type_object(const char* type_name, type_object* base_type, std::uint32_t flags = 0) noexcept;
    /// The same, its slots filled by a constexpr lambda, so that the whole object is constant-initialised:
    ///   constinit type_object int_type("int", &object_type, is_long, [](type_object& t) { t.repr = int_repr; });
    template <class Fill>
    constexpr type_object(const char* type_name, type_object* base_type, std::uint32_t flags, Fill fill) noexcept
        : type_object(type_name, base_type, flags) {
        fill(*this);
    }
    constexpr void set_number(number_op op, binary_slot slot) noexcept { number[static_cast<std::size_t>(op)] = slot; }
    ~type_object() {}
};

enum type_flag : std::uint32_t {
    type_ready = 1,
    type_heap = 2,          // made at run time (a class statement)
    type_subclassable = 4,  // Py_TPFLAGS_BASETYPE
    type_gc = 8,            // instances are gc_header
    type_has_dict = 16,     // instances have a __dict__ (see instance.hpp)
    type_has_weakrefs = 32,
    type_immutable = 64,  // attributes can't be set
    is_long = 1 << 8,
    is_list = 1 << 9,
    is_tuple = 1 << 10,
    is_bytes = 1 << 11,
    is_string = 1 << 12,
    is_dict = 1 << 13,
    is_exception = 1 << 14,
    is_type = 1 << 15,        // quick subclass tests (PyLong_Check...)
    type_abstract = 1 << 16,  // has abstract methods
    type_sequence = 1 << 17,
    type_mapping = 1 << 18,            // for match
    type_method_descriptor = 1 << 19,  // x.f(...) may skip the bound method (functions, native methods)
    type_coroutine = 1 << 20,          // the native coroutine frame: awaited by nested start
    type_python = 1 << 21,             // a class that CPython has in Python (call_style)
};

extern type_object type_type, object_type;

inline constexpr type_object::type_object(const char* type_name, type_object* base_type, std::uint32_t flags) noexcept
    : gc_header(&type_type, header::immortal), name(type_name), base(base_type), type_flags(flags | type_immutable) {}

extern type_object int_type, bool_type, float_type, complex_type, str_type, bytes_type, bytearray_type, memoryview_type,
    none_type, ellipsis_type, not_implemented_type, list_type, tuple_type, dict_type, set_type, frozenset_type,
    range_type, slice_type, function_type, builtin_function_type, method_type, cell_type, code_type, module_type,
    property_type, classmethod_type, staticmethod_type, super_type, coroutine_type, generator_type,
    async_generator_type, traceback_type, frame_type, mappingproxy_type, generic_alias_type, union_type, weakref_type,
    simple_namespace_type;

inline type_object* ref::type() const noexcept { return is_small() ? &int_type : heap()->type; }

/// Readies a builtin type (MRO, dict, inherited slots). Idempotent.
void ready(type_object& type) noexcept;

/// type.__mro__ membership; no __subclasscheck__.
bool is_subtype(const type_object* type, const type_object* of) noexcept;
inline bool has_type(ref x, const type_object& t) noexcept { return x.type() == &t || is_subtype(x.type(), &t); }
inline bool has_flag(ref x, type_flag f) noexcept { return x.type()->type_flags & f; }

/// Looks `name` (an interned str) up along the MRO, without binding it; borrowed, empty when there is none (nothing pending).
ref lookup(type_object* type, ref name) noexcept;
/// The same as lookup(type(x), name), then bound to x (the way special methods are found: instance attributes are ignored).
/// Empty and nothing pending: there is none.
object lookup_special(ref x, ref name);

/// Says that attributes of `type` have changed: look-ups cached for it and its subclasses are forgotten.
void type_modified(type_object& type) noexcept;
/// The value of `name` in one type's own dict, borrowed; empty: not there.
ref own_attribute(type_object& type, ref name) noexcept;

/// The generic attribute protocol (PyObject_GenericGetAttr): data descriptor, instance, other descriptor, class. `name`: a str.
object generic_getattr(ref x, ref name);
bool generic_setattr(ref x, ref name, ref value);  // empty value: delete

/// type(name, bases, namespace): what a class statement does, metaclass chosen already. `keywords`: dict or empty.
object make_class(ref metaclass, ref name, ref bases, ref ns, ref keywords);

}  // namespace cowith
