// Class statements, and what instances of their classes look like.
//
//   class Pool(Base, metaclass=Meta):              static bool Pool_body(py::class_namespace& ns) {
//       """Hands out connections."""                   const py::at at{Pool_code};
//       size = 4                                       if (at(3).failed(ns.set("size"_s, 4))) return false;
//       limit = size * 2                               if (at(4).failed(ns.set("limit"_s, ns.get("size"_s) * 2))) return false;
//                                                      if (at(6).failed(ns.set("__init__"_s, ns.method(Pool_init_code)))) return false;
//       def __init__(self, n):                         return true;
//           super().__init__()                     }
//           self.n = n                             static const py::class_definition Pool_class{"Pool", "Pool", Pool_body, "n", "Hands out connections.", 1};
//                                                  ...
//                                                  Pool = py::build_class(module, Pool_class, py::tuple(Base), py::dict("metaclass"_s, Meta));
//
// A method that says super() or __class__ gets the class's cell as its last free variable: `ns.method(code, {}, {}, cells)` adds it when
// the code's free variables end with "__class__". In it, `super()` is py::super_of(*__class__, self).
// `fields`: the attributes that methods store through `self`, in the order of appearance ("n conn"): sorted they are the class's
// __static_attributes__. Behind a slash, mangled, what they store otherwise. Instances keep all of them inline.
#pragma once
#include "module.hpp"

namespace cowith {

class class_namespace;

/// What is fixed about a class statement.
struct class_definition {
    const char* name;
    const char* qualname;
    bool (*body)(class_namespace&);  // false: failed
    const char* fields = "";
    const char* doc = nullptr;
    std::uint32_t first_line = 0;
};

/// The namespace that a class body fills: a dict, or what the metaclass's __prepare__ gave.
class class_namespace {
  public:
    class_namespace(module_object& m, ref mapping, ref closure) noexcept
        : module_(&m), mapping_(mapping), closure_(closure) {}
    class_namespace(const class_namespace&) = delete;
    class_namespace& operator=(const class_namespace&) = delete;

    /// name = value in the class body; false: failed.
    bool set(ref name, ref value) noexcept;
    /// A name read in the class body: namespace, then globals and builtins; NameError.
    object get(ref name) noexcept;
    /// The same for a variable of an enclosing function: namespace, then the cell.
    object get(ref name, ref cell) noexcept;
    /// del name
    bool remove(ref name) noexcept;
    /// The cell in which methods find the class (`__class__`); made on first use.
    ref class_cell() noexcept;
    /// The cell in which annotation scopes find the class's namespace (`__classdict__`); made on first use.
    ref names_cell() noexcept;
    /// The cell with the numbers of the annotated statements that have run (`__conditional_annotations__`).
    ref annotated_cell() noexcept;
    /// An annotated statement that not every run of the body reaches has run.
    void annotated(int index) noexcept;
    /// `name: annotation` under the future import; false: failed.
    bool annotated(ref name, ref annotation_text) noexcept;
    /// Makes __annotations__ for it.
    void set_up_annotations() noexcept;
    /// The i-th cell of the tuple that build_class got as `closure`.
    ref free(std::size_t i) const noexcept { return closure_.as<tuple_object>()->items[i]; }
    /// A function of the body: its __module__ is this one's; `cells` are its free variables without `__class__`.
    object method(code_object& code, ref defaults = {}, ref keyword_defaults = {}, ref cells = {}) noexcept;
    /// A function whose __annotate__ closes over these cells and those that the class provides.
    object with_annotate(object function, ref cells) noexcept;
    ref mapping() const noexcept { return mapping_; }
    module_object& module() const noexcept { return *module_; }

  private:
    friend object build_class(module_object&, const class_definition&, ref, ref, ref, ref, ref) noexcept;
    object provided(const char* free, ref cells) noexcept;
    module_object* module_;
    object mapping_, closure_, class_cell_, names_cell_, annotated_cell_;
};

/// Runs a class statement: metaclass, __prepare__, body, then metaclass(name, bases, namespace, **keywords).
/// `bases`: tuple as written; `keywords`: dict (with "metaclass" if given) or empty; `closure`: tuple of cells or empty.
object build_class(module_object& module, const class_definition& definition, ref bases = {}, ref keywords = {},
                   ref closure = {}) noexcept;

/// The same for `class C[T](Base)`: `type_parameters` becomes __type_params__, `generic` (typing.Generic[T]) the last base.
object build_class(module_object& module, const class_definition& definition, ref bases, ref keywords, ref closure,
                   ref type_parameters, ref generic) noexcept;

/// The most derived metaclass of `metaclass` and those of the bases; null: failed ("metaclass conflict: ...").
type_object* calculate_metaclass(type_object* metaclass, ref bases) noexcept;
/// Replaces bases that have __mro_entries__ (types.resolve_bases): a tuple, the same one when there is none.
object resolve_bases(ref bases) noexcept;

/// super() in a method: `cls` is the content of the `__class__` cell, `self` the first argument.
object super_of(ref cls, ref self) noexcept;

/// An instance of a class over `object`: the dict (made on demand), the weak references, __slots__, then the inline fields. While there
/// is no dict, the fields hold the attributes and `field_order` says in which order they were set (4 bits each, behind a count).
struct instance_fields {
    std::uint64_t order;
    object values[1];  // type->field_count of them
};
/// x.__dict__ as a real dict (moving inline fields there), borrowed; empty: x has none (nothing pending).
ref instance_dict(ref x) noexcept;

}  // namespace cowith
