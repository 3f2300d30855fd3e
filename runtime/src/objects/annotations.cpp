// Annotations that are evaluated when something looks at them (PEP 649; Objects/funcobject.c, Objects/moduleobject.c).
#include "attributes.hpp"

#include <cowith/generated.hpp>

namespace cowith {

using namespace literals;

bool detail::takes_format(const code_object& code, ref format) noexcept {
    const bool refused = format.is_small() ? format.small() > 2 : compare_truth(format, ref(2), compare::gt) > 0;
    if (!refused && !is_failed()) return true;
    if (refused) raise(ref(&NotImplementedError_type));
    const at where{code};
    where(code.first_line).failed();
    return false;
}

object with_annotate(object function, ref cells) noexcept {
    if (function && cells) function.as<function_object>()->annotate = cells;
    return function;
}

object annotate_of(function_object& f) noexcept {
    object& known = f.annotate;
    const bool cells = known && (known.type() == &tuple_type || known.type() == &cell_type);
    if (known && !cells) return known;
    if (!f.code->annotate) return None;
    object closure = cells && known.type() == &cell_type ? tuple(known) : known;
    return known = make_function(*f.code->annotate, f.globals, {}, {}, closure);
}

void annotate_module(module_object& module, ref annotate) noexcept {
    module.set("__annotate__"_s, annotate);
    module.set("__conditional_annotations__"_s, make_set());
}

object annotated_statements(module_object& module) noexcept { return module.find("__conditional_annotations__"_s); }

void annotated(module_object& module, int index) noexcept {
    const ref set = module.own("__conditional_annotations__"_s);
    if (set && set.type() == &set_type) set_add(set, ref(index));
}

bool annotated(module_object& module, ref name, ref annotation_text) noexcept {
    object annotations = module.find("__annotations__"_s);
    return annotations && set_item(annotations, name, annotation_text);
}

void set_up_annotations(module_object& module) noexcept {
    if (!module.own("__annotations__"_s)) module.set("__annotations__"_s, make_dict());
}

bool has_run(ref statements, int index) noexcept {
    return statements && statements.type() == &set_type && set_contains(statements, ref(index)) > 0;
}

object only_item(ref iterable) noexcept {
    object item;
    object* place = &item;
    return iterable && unpack(iterable, 1, &place) ? item : object();
}

namespace {
/// The value in a class's namespace; empty: not there, or failed (pending).
object in_names(ref names, ref name) noexcept {
    if (!names) return {};
    if (has_flag(names, is_dict)) return dict_get(names, name);
    object found = get_item(names, name);
    if (!found && pending_is(KeyError_type)) clear_pending();
    return found;
}
}  // namespace

object in_class(ref names, const global& otherwise) noexcept {
    if (is_failed()) return pass_on();
    object found = in_names(names, otherwise.name());
    return found || is_failed() ? found : otherwise.get();
}

object in_class(ref names, ref name, ref cell) noexcept {
    if (is_failed()) return pass_on();
    object found = in_names(names, name);
    if (found || is_failed()) return found;
    return *cell ? *cell : object(raise_unbound_free(text_of(name).data()));
}

}  // namespace cowith
