// _thread._local: one dict a thread (Modules/_threadmodule.c, _localimpl). The dict of the thread that asks is put in place before
// each access, so that the usual look-up does the rest.
#include "thread.hpp"

#include <vector>

#pragma GCC diagnostic ignored "-Winvalid-offsetof"  // objects are no standard-layout classes; both compilers define it

namespace cowith {
namespace {

struct local_object : gc_header {
    object dict;  // of the thread that asked last
    gc_header* weakrefs = nullptr;
    struct entry {
        thread_record* thread;
        object dict;
    };
    std::vector<entry> entries;
    object args, keywords;                                   // for __init__, which runs again in each thread
    local_object *previous = nullptr, *following = nullptr;  // all of them
    explicit local_object(type_object* t) noexcept : gc_header(t) {}
};
local_object* all_locals = nullptr;

bool initialise(ref, const ref*, std::size_t, ref) { return true; }
bool has_own_init(const type_object& cls) noexcept { return cls.init != initialise; }

bool put_dict_in_place(ref self) noexcept {
    local_object& local = *self.as<local_object>();
    for (auto& e : local.entries) {
        if (e.thread != state.thread) continue;
        if (!local.dict.is(e.dict)) local.dict = e.dict;
        return true;
    }
    object made = make_dict();
    local.entries.push_back({state.thread, made});
    local.dict = made;
    if (!has_own_init(*self.type())) return true;
    const object keep(self);
    std::vector<ref> all;
    auto* list = local.args.as<tuple_object>();
    for (std::size_t i = 0; i < list->size; ++i) all.push_back(list->items[i]);
    std::vector<ref> names;
    ref key, value;
    if (local.keywords)
        for (std::size_t i = 0; dict_next(local.keywords, i, key, value);) {
            names.push_back(key);
            all.push_back(value);
        }
    object keys = names.empty() ? object() : make_tuple(names.data(), names.size());
    if (self.type()->init(self, all.data(), list->size, keys)) {
        local.dict = made;  // another thread may have run meanwhile
        return true;
    }
    saved_error error;
    for (std::size_t i = 0; i < local.entries.size(); ++i)
        if (local.entries[i].thread == state.thread) {
            object dropped = std::move(local.entries[i].dict);
            local.entries.erase(local.entries.begin() + static_cast<std::ptrdiff_t>(i));
            break;
        }
    local.dict.reset();
    return false;
}

object get(ref self, ref name) { return put_dict_in_place(self) ? generic_getattr(self, name) : object(); }
bool set(ref self, ref name, ref value) {
    if (is_str(name) && text_of(name) == "__dict__")
        return raise_error(AttributeError_type, "'%s' object attribute '__dict__' is read-only", self.type()->name),
               false;
    return put_dict_in_place(self) && generic_setattr(self, name, value);
}

object make_local(type_object& cls, const ref* args, std::size_t count, ref names) {
    if ((count || names) && !has_own_init(cls))
        return raise_error(TypeError_type, "Initialization arguments are not supported");
    auto* made = make_for<local_object>(cls, &cls);
    made->args = make_tuple(args, count);
    made->keywords = keywords_dict(args + count, names);
    made->following = all_locals;
    if (all_locals) all_locals->previous = made;
    all_locals = made;
    made->dict = make_dict();
    made->entries.push_back({state.thread, made->dict});  // __init__ runs next, by the type's call
    track(made);
    return object::take(made);
}
void release(local_object& local) noexcept {
    auto entries = std::move(local.entries);
    local.entries.clear();
    local.dict.reset();
    local.args.reset();
    local.keywords.reset();
}

constexpr method_definition methods[] = {
    {"__dict__", dict_of_instance, "", method_getter},
    {nullptr, nullptr},
};

}  // namespace

constinit type_object local_type{"_thread._local", &object_type,
                                 type_subclassable | type_gc | type_has_dict | type_has_weakrefs, [](type_object& t) {
                                     t.instance_size = sizeof(local_object);
                                     t.dict_offset = __builtin_offsetof(local_object, dict);
                                     t.weakrefs_offset = __builtin_offsetof(local_object, weakrefs);
                                     t.dealloc = [](header* h) noexcept {
                                         if (finalize_from_dealloc(h)) return;
                                         auto* local = static_cast<local_object*>(h);
                                         untrack(local);
                                         (local->previous ? local->previous->following : all_locals) = local->following;
                                         if (local->following) local->following->previous = local->previous;
                                         release(*local);
                                         destroy<local_object>(h);
                                     };
                                     t.traverse = [](header* h, visitor v, void* context) {
                                         auto* local = static_cast<local_object*>(h);
                                         visit(local->dict, v, context);
                                         visit(local->args, v, context);
                                         visit(local->keywords, v, context);
                                         for (auto& e : local->entries) visit(e.dict, v, context);
                                     };
                                     t.clear = [](header* h) { release(*static_cast<local_object*>(h)); };
                                     t.new_ = make_local;
                                     t.init = initialise;
                                     t.getattr = get;
                                     t.setattr = set;
                                     t.methods = methods;
                                 }};

void drop_thread_locals() noexcept {
    std::vector<object> dropped;
    for (local_object* local = all_locals; local; local = local->following)
        for (std::size_t i = 0; i < local->entries.size(); ++i) {
            if (local->entries[i].thread != state.thread) continue;
            if (local->dict.is(local->entries[i].dict)) dropped.push_back(std::move(local->dict));
            dropped.push_back(std::move(local->entries[i].dict));
            local->entries.erase(local->entries.begin() + static_cast<std::ptrdiff_t>(i));
            break;
        }
}

}  // namespace cowith
