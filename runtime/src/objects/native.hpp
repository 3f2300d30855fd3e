// Native functions and methods as objects: builtin functions, method descriptors, getters, and the binding of their arguments.
#pragma once
#include "attributes.hpp"

namespace cowith {

/// A parsed text signature.
struct native_signature {
    struct parameter {
        ref name;
        bool required;
    };
    parameter* parameters = nullptr;  // positional, then *rest, keyword-only, **options, as written
    std::uint16_t count = 0;          // of all
    std::uint16_t positional_only = 0, positional = 0;
    std::uint16_t required_positional = 0;  // leading parameters without a default
    std::int16_t rest = -1, options = -1;   // where *rest and **options stand
    bool only_positions = false;            // nothing can be given by name
    bool binds = false;                     // false: "" - the function binds by itself
    bool has_receiver = false;              // the text names it
};
/// The parsed signature of a definition, cached.
const native_signature& signature_of(const method_definition& definition) noexcept;

/// A definition with its signature, which is parsed at the first call.
class native_callable {
  public:
    explicit native_callable(const method_definition& d, call_style style = call_style::c) noexcept
        : definition_(&d), style_(style) {}
    native_callable(const method_definition& d, const native_signature& s, call_style style = call_style::c) noexcept
        : definition_(&d), signature_(&s), style_(style) {}
    const method_definition& definition() const noexcept { return *definition_; }
    call_style style() const noexcept { return style_; }
    const native_signature& signature() const noexcept {
        if (!signature_) signature_ = &signature_of(*definition_);
        return *signature_;
    }

  private:
    const method_definition* definition_;
    mutable const native_signature* signature_ = nullptr;
    call_style style_;
};

/// Calls a native function; `owner` is the type that messages name ("list.append()"), or null; `module`: a function's ("math.sin()").
object call_native(const native_callable& code, const type_object* owner, ref self, const ref* args, std::size_t count,
                   ref names, ref module = {}) noexcept;

/// Puts the TypeError that `def` would give into the place of the pending one (python_arguments.cpp).
void restate_as_python(const native_callable& code, const type_object* owner, ref self, const ref* args,
                       std::size_t count, ref names) noexcept;

struct builtin_function_object : gc_header {
    native_callable code;
    const type_object* owner;  // for "list.append()" in messages, or null
    object self;               // the receiver, the type, or empty
    object module;             // str or empty
    gc_header* weakrefs = nullptr;
    builtin_function_object(const native_callable& c, const type_object* t, ref receiver) noexcept;
};
object make_bound_native(const native_callable& code, const type_object* owner, ref self) noexcept;

/// method_descriptor, classmethod_descriptor and getset_descriptor.
struct native_descriptor : header {
    type_object* owner;
    native_callable code;
    native_descriptor(type_object* kind, type_object* t, const method_definition& d) noexcept
        : header(kind), owner(t), code(d, t->type_flags & type_python ? call_style::python : call_style::c) {}
};
extern type_object method_descriptor_type, classmethod_descriptor_type, getset_descriptor_type, member_descriptor_type;

/// `T.__new__` of a builtin type.
object native_new_for(type_object& type) noexcept;
/// The type whose `__new__` this is, or null when it is something else.
const type_object* owner_of_native_new(ref x) noexcept;

/// A descriptor of one __slots__ member at `offset` from the object's start.
object make_member(type_object& owner, ref name, std::int32_t offset) noexcept;

/// False and a TypeError when `x` is no instance of the descriptor's owner.
bool check_receiver(const char* name, const type_object* owner, ref x) noexcept;

}  // namespace cowith
