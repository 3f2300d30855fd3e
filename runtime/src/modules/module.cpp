// Module objects: globals as cells, other names in a dict, attribute access.
#include "../objects/attributes.hpp"
#include "../types/dict.hpp"
#include "module_dict.hpp"

#include <cowith/exceptions.hpp>
#include <cowith/module.hpp>
#include <cowith/native_modules.hpp>

#include <algorithm>
#include <vector>

namespace cowith {

using namespace literals;

// ---- cells

global::global(module_object& module, const char* name) noexcept : module_(&module), text_(name), next_(module.cells) {
    module.cells = this;
}

object global::get_slow() const noexcept {
    if (ref builtin = find_builtin(name_)) {
        detail::builtins_dict = native_modules::builtins.module.extra.as<dict_object>();
        builtin_ = builtin;
        builtins_version_ = detail::builtins_dict->version;
        return builtin;
    }
    if (is_failed()) return pass_on();  // an annotation to the left of this one failed
    return raise_name_error(name_);
}

global& global::operator=(object v) noexcept {
    if (!v) [[unlikely]] {
        pass_on();
        return *this;
    }
    if (!value_) order_ = ++module_->bound;
    value_ = std::move(v);
    return *this;
}

bool global::remove() noexcept {
    if (!value_) return raise_name_error(name_), false;
    object old = std::move(value_);
    return true;
}

failed_t raise_name_error(ref name) noexcept {
    raise_error(NameError_type, "name '%.200S' is not defined", name);
    if (state.pending && state.pending->type == &NameError_type)
        static_cast<name_error_exception*>(state.pending)->name = name;
    return failed;
}

// ---- names of a module

global* module_object::cell(ref name) const noexcept {
    for (global* g = cells; g; g = g->next_)
        if (g->name_.is(name)) return g;
    return nullptr;
}

ref module_object::own(ref name) const noexcept {
    if (const global* g = cell(name)) return g->value_;
    return extra ? dict_get_interned(extra, name) : ref();
}

object module_object::find(ref name) noexcept {
    if (ref found = own(name)) return found;
    if (ref builtin = find_builtin(name)) return builtin;
    return raise_name_error(name);
}

bool module_object::set(ref name, ref value) noexcept {
    if (global* g = cell(name)) {
        if (value) {
            *g = object(value);
            return true;
        }
        if (!g->value_) return false;
        object old = std::move(g->value_);
        return true;
    }
    if (!extra) extra = make_dict();
    if (value) return dict_set(extra, name, value);
    return dict_remove(extra, name) > 0;
}

object module_object::snapshot() noexcept {
    object dict = make_dict();
    // What the import system sets comes first, then cells in the order of binding, then names that no source mentions.
    ref key, value;
    auto is_special = [](ref name) { return is_str(name) && is_dunder(name); };
    for (std::size_t i = 0; extra && dict_next(extra, i, key, value);)
        if (is_special(key)) dict_set(dict, key, value);
    std::vector<const global*> bound_cells;
    for (const global* g = cells; g; g = g->next_)
        if (g->value_) bound_cells.push_back(g);
    std::sort(bound_cells.begin(), bound_cells.end(),
              [](const global* a, const global* b) { return a->order_ < b->order_; });
    for (const global* g : bound_cells) dict_set(dict, g->name_, g->value_);
    for (std::size_t i = 0; extra && dict_next(extra, i, key, value);)
        if (!is_special(key)) dict_set(dict, key, value);
    return dict;
}

void module_object::prepare(const char* as_name) noexcept {
    if (extra && !as_name) return;
    for (global* g = cells; g; g = g->next_) g->name_ = intern(g->text_);
    if (!extra) extra = make_dict();
    const char* own_name = as_name ? as_name : name;
    set("__name__"_s, intern(own_name));
    if (!own("__doc__"_s)) set("__doc__"_s, source && source->doc ? make_str(source->doc) : object(None));
    std::string_view package(own_name);
    if (as_name) {
        set("__package__"_s, None);
    } else {
        if (!is_package)
            package = package.substr(0, package.rfind('.') == std::string_view::npos ? 0 : package.rfind('.'));
        set("__package__"_s, make_str(package));
    }
    set("__loader__"_s, None);
    set("__spec__"_s, None);
    if (!source) {
        if (is_package) set("__path__"_s, list());
        return;
    }
    object path = make_str(source->path);
    set("__file__"_s, path);
    if (is_package) {
        const std::string_view file(source->path);
        const std::size_t slash = file.rfind('/');
        set("__path__"_s,
            list(make_str(slash == std::string_view::npos ? std::string_view(".") : file.substr(0, slash))));
    }
}

void module_object::each_reference(visitor v, void* context) noexcept {
    for (const global* g = cells; g; g = g->next_) visit(g->value_, v, context);
    visit(extra, v, context);
    visit(dict_view, v, context);
}

void module_object::clear() noexcept {
    const object names = snapshot();
    ref key, value;
    for (const bool private_names : {true, false})
        for (std::size_t i = 0; dict_next(names, i, key, value);) {
            if (!is_str(key)) continue;
            const std::string_view text = text_of(key);
            const bool is_private = text.size() > 1 && text[0] == '_' && text[1] != '_';
            if (is_private != private_names || text == "__builtins__" || text == "__name__") continue;
            // The snapshot holds the value too: drop that first.
            object name = key;
            dict_set(names, name, None);
            if (global* g = cell(name)) {
                object old = std::move(g->value_);
            } else if (dict_get_interned(extra, name)) {
                dict_remove(extra, name);
            }
        }
}

object module_name(ref module) noexcept {
    if (module.type() == &module_type)
        if (ref name = module.as<module_object>()->own("__name__"_s)) return name;
    if (module.type() == &module_type) return intern(module.as<module_object>()->name);
    object name = find_attribute(module, "__name__"_s);
    return name || is_failed() ? name : object(None);
}

namespace {

module_object& module_of(ref self) noexcept { return *self.as<module_object>(); }

/// Where names of native modules stood in their dicts when they were looked for last; an entry's key tells whether that still holds.
struct member_place {
    const module_object* module;
    const header* name;
    std::size_t at;
};
member_place known_places[256];

}  // namespace

ref native_member(module_object& m, ref name) noexcept {
    if (m.cells || !m.extra) return {};
    dict_object& d = as_dict(m.extra);
    member_place& known = known_places[((ref(&m).bits() >> 5) ^ (name.bits() >> 4)) % std::size(known_places)];
    if (known.module == &m && known.name == name.heap() && known.at < d.filled && d.entries[known.at].key.is(name))
        [[likely]]
        return d.entries[known.at].value;
    if (find_in_class(m.type, name).value) return {};  // __dict__ and the like
    const std::int64_t at = dict_table::find(d, name, dict_table::hash_key(name));
    if (at < 0) return {};
    known = {&m, name.heap(), static_cast<std::size_t>(at)};
    return d.entries[at].value;
}

namespace {

object module_getattr(ref self, ref name) {
    name = attribute_name(name);
    if (!name) return {};
    module_object& m = module_of(self);
    if (ref found = native_member(m, name)) return found;
    const class_entry entry = find_in_class(self.type(), name);
    if (entry.value && is_data_descriptor(entry.value) && entry.value.type()->descr_get)
        return entry.value.type()->descr_get(entry.value, self, ref(self.type()));
    if (ref found = m.own(name)) return found;
    if (entry.value) return bind_descriptor(entry.value, self, self.type());
    if (ref hook = m.own("__getattr__"_s)) {
        object keep = hook;
        return keep(name);
    }
    object own_name = module_name(self);
    if (!own_name) return {};
    ref file = m.own("__file__"_s);
    const bool starting = m.progress == module_object::running && file && is_str(file);
    // A module beside the program may be there by mistake, in the place of an installed one (_PyModule_IsPossiblyShadowing).
    if (starting && text_of(own_name) != "__main__" && text_of(own_name).find('.') == std::string_view::npos)
        raise_attribute_error(self, name,
                              "module '%S' has no attribute '%S' (consider renaming %R if it has the same name as a "
                              "library you intended to import)",
                              ref(own_name), name, file);
    else if (starting && text_of(own_name) != "__main__")
        raise_attribute_error(self, name,
                              "partially initialized module '%S' from '%S' has no attribute '%S' (most likely due to a "
                              "circular import)",
                              ref(own_name), file, name);
    else
        raise_attribute_error(self, name, "module '%S' has no attribute '%S'", ref(own_name), name);
    return {};
}

bool module_setattr(ref self, ref name, ref value) {
    name = attribute_name(name);
    if (!name) return false;
    const ref found = find_in_class(self.type(), name).value;
    if (found && is_data_descriptor(found)) return found.type()->descr_set(found, self, value);
    if (module_of(self).set(name, value)) return true;
    if (is_failed()) return false;
    raise_attribute_error(self, name, "'%T' object has no attribute '%S'", self, name);
    return false;
}

object module_repr(ref self) {
    object name = module_name(self);
    if (!name) return {};
    str_builder text;
    text.add("<module ");
    if (!text.add_repr(name)) return {};
    const module_object& m = module_of(self);
    if (ref file = m.own("__file__"_s); file && is_str(file)) {
        text.add(" from ");
        if (!text.add_repr(file)) return {};
    } else if (m.native) {
        text.add(" (built-in)");
    } else if (ref path = m.own("__path__"_s); path && truth_of(path) > 0) {  // the runtime's own packages: no folder
        text.add(" (namespace) from ");
        if (!text.add_repr(path)) return {};
    }
    text.add('>');
    return text.finish();
}

/// types.ModuleType(name, doc=None)
object module_new(type_object& cls, const ref*, std::size_t, ref) {
    auto* m = make_for<module_object>(cls, "?");
    m->refs = 1;
    m->type = &cls;
    m->extra = make_dict();
    track(m);
    return object::take(m);
}
bool module_init(ref self, const ref* args, std::size_t count, ref names) {
    const std::size_t keywords = keyword_count(names);
    ref name = count > 0 ? args[0] : ref(), doc = count > 1 ? args[1] : ref();
    for (std::size_t k = 0; k < keywords; ++k) {
        const ref keyword = names.as<tuple_object>()->items[k];
        if (text_of(keyword) == "name")
            name = args[count + k];
        else if (text_of(keyword) == "doc")
            doc = args[count + k];
        else
            return raise_error(TypeError_type, "module() got an unexpected keyword argument '%S'", keyword), false;
    }
    if (!name) return raise_error(TypeError_type, "module() missing required argument 'name' (pos 1)"), false;
    if (!is_str(name))
        return raise_error(TypeError_type, "module() argument 'name' must be str, not %s", name_of(name.type())), false;
    module_object& m = module_of(self);
    m.progress = module_object::done;
    return m.set("__name__"_s, name) && m.set("__doc__"_s, doc ? doc : None) && m.set("__package__"_s, None) &&
           m.set("__loader__"_s, None) && m.set("__spec__"_s, None);
}
void module_dealloc(header* h) noexcept {
    auto* m = static_cast<module_object*>(h);
    untrack(m);
    if (m->native || m->body ||
        m->next_registered) {  // a static object, at exit: it dies as a dict does, without an order of its own
        m->refs = header::immortal;
        m->each_reference([](header*, void*) {}, nullptr);
        m->clear();
        return;
    }
    destroy<module_object>(h);
}
void module_traverse(header* h, visitor v, void* context) {
    static_cast<module_object*>(h)->each_reference(v, context);
}
void module_clear(header* h) { static_cast<module_object*>(h)->clear(); }

object module_get_dict(ref self, const ref*, std::size_t, ref) { return dict_of_module(module_of(self)); }
object module_dir(ref self, const ref*, std::size_t, ref) {
    module_object& m = module_of(self);
    if (ref hook = m.own("__dir__"_s)) {
        object keep = hook;
        return keep();
    }
    return list_from(m.snapshot());
}
object module_annotations(ref self, const ref*, std::size_t, ref) {
    module_object& m = module_of(self);
    if (ref found = m.own("__annotations__"_s)) return found;
    object annotations;
    if (ref annotate = m.own("__annotate__"_s); annotate && !annotate.is(None)) {
        object keep = annotate;
        annotations = keep(ref(1));
        if (!annotations) return {};
    } else {
        annotations = make_dict();
    }
    return m.set("__annotations__"_s, annotations) ? annotations : object();
}
object set_module_annotations(ref self, const ref* args, std::size_t count, ref) {
    if (!module_of(self).set("__annotations__"_s, count ? args[0] : ref()))
        return raise_no_attribute(self, "__annotations__"_s);
    return None;
}
constexpr method_definition module_methods[] = {
    {"__dict__", module_get_dict, "", method_getter},
    {"__annotations__", module_annotations, "", method_getter, set_module_annotations},
    {"__dir__", module_dir, "self, /"},
    {nullptr, nullptr}};

}  // namespace

constinit type_object module_type{
    "module", &object_type, type_gc | type_subclassable | type_has_weakrefs, [](type_object& t) {
        t.instance_size = sizeof(module_object), t.weakrefs_offset = offsetof(module_object, weakrefs);
        t.dealloc = module_dealloc, t.traverse = module_traverse, t.clear = module_clear, t.new_ = module_new,
        t.init = module_init;
        t.getattr = module_getattr, t.setattr = module_setattr, t.repr = module_repr, t.methods = module_methods;
    }};

}  // namespace cowith
