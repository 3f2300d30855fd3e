// Attribute access as an operation: x.name, x.name = v, del x.name, getattr with a default.
#include "attributes.hpp"

namespace cowith {

object get_attribute(ref x, ref name) noexcept {
    type_object* type = x.type();
    if (type->getattr == generic_getattr) [[likely]]
        return generic_getattr(x, name);
    if (!type->getattr) ready(*type);
    return type->getattr(x, name);
}

bool set_attribute(ref x, ref name, ref value) noexcept {
    type_object* type = x.type();
    if (!type->setattr) [[unlikely]]
        ready(*type);
    return type->setattr(x, name, value);
}

object find_attribute(ref x, ref name) noexcept {
    object result = get_attribute(x, name);
    if (!result && pending_is(AttributeError_type)) clear_pending();
    return result;
}

}  // namespace cowith
