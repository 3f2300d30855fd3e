// repr() and str(): PyObject_Repr, PyObject_Str, Py_ReprEnter.
#include "../core/threads.hpp"
#include "dispatch.hpp"

#include <vector>

namespace cowith {

object repr(ref x) noexcept {
    if (!x) [[unlikely]]
        return pass_on();
    if (stack_exhausted()) return {};
    object text = readied_type(x)->repr(x);
    if (!text || is_str(text)) return text;
    return raise_error(TypeError_type, "__repr__ returned non-string (type %T)", text);
}

object to_str(ref x) noexcept {
    if (!x) [[unlikely]]
        return pass_on();
    if (x.is_instance_exactly(str_type)) return x;
    if (stack_exhausted()) return {};
    type_object* type = readied_type(x);
    if (!type->str) return repr(x);
    object text = type->str(x);
    if (!text || is_str(text)) return text;
    return raise_error(TypeError_type, "__str__ returned non-string (type %T)", text);
}

class shown_objects : public std::vector<const header*> {};

namespace {
shown_objects& in_progress() noexcept {
    if (!state.shown) state.shown = new shown_objects;
    return *state.shown;
}
}  // namespace

void forget_shown_objects() noexcept { delete std::exchange(state.shown, nullptr); }

repr_guard::repr_guard(ref x) noexcept {
    for (const header* o : in_progress())
        if (o == x.heap()) return;
    in_progress().push_back(x.heap());
    object_ = x.heap();
}

repr_guard::~repr_guard() {
    if (!object_) return;
    auto& objects = in_progress();
    for (std::size_t i = objects.size(); i-- > 0;)
        if (objects[i] == object_) {
            objects.erase(objects.begin() + static_cast<std::ptrdiff_t>(i));
            return;
        }
}

}  // namespace cowith
