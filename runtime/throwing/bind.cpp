#include <cowith/class.hpp>
#include <cowith/exceptions.hpp>
#include <cowith/host/bind.hpp>

namespace cowith {
namespace detail {

void finish_future(const held& future, object value) noexcept {
    if (!future) {
        if (is_failed()) clear_pending();
        return;
    }
    object exception = value ? object() : take_pending();
    const object loop = future.get().call(intern("get_loop"));
    const object done = future.get().call(intern("done"));
    // From the loop's own thread or another: it learns of it in its next round.
    if (loop && done && done.is(False))
        loop.call(intern("call_soon_threadsafe"), future.get().attr(intern(value ? "set_result" : "set_exception")),
                  value ? ref(value) : ref(exception));
    if (is_failed()) clear_pending();
}

}  // namespace detail

namespace bind {
namespace {

const ref data_name() noexcept {
    static const ref name = intern("_cpp");
    return name;
}
void destroy_data(void* p) { delete static_cast<instance_data*>(p); }

std::vector<exception_filter>& filters() {
    static auto& list = *new std::vector<exception_filter>;
    return list;
}

/// A type with functions as instances, which classes bind as methods.
struct function_object_ : header {
    std::shared_ptr<function_data> data;
    function_object_(type_object* t, std::shared_ptr<function_data> d) : header(t), data(std::move(d)) {}
};

std::string described(ref x) { return std::string(text_of(qualified_type_name(x.type()))); }

object call_function(ref self, const ref* args, std::size_t count, ref names) {
    const function_data& data = *self.as<function_object_>()->data;
    const std::size_t keywords = keyword_count(names);
    for (const auto& candidate : data.candidates) {
        std::vector<ref> all(args, args + count);
        if (keywords) {
            const std::size_t first = candidate.has_self ? 1 : 0;
            all.resize(first + candidate.names.size());
            if (count > all.size()) continue;
            bool fits = true;
            for (std::size_t i = 0; i < keywords && fits; ++i) {
                const auto place = std::find(candidate.names.begin(), candidate.names.end(),
                                             text_of(names.as<tuple_object>()->items[i]));
                const std::size_t at = first + static_cast<std::size_t>(place - candidate.names.begin());
                fits = place != candidate.names.end() && at >= count && !all[at];
                if (fits) all[at] = args[count + i];
            }
            if (!fits || std::find_if(all.begin(), all.end(), [](ref r) { return !r; }) != all.end()) continue;
        }
        object result;
        if (candidate.call(all.data(), all.size(), result)) return result;
        if (is_failed()) {
            if (data.candidates.size() == 1) return {};
            clear_pending();  // it fits by kind but not by size: another overload may take it
        }
    }
    if (data.is_operator && count == (data.candidates.empty() ? 0u : data.candidates[0].names.size() + 1u))
        return NotImplemented;
    if (data.candidates.empty()) return raise_error(TypeError_type, "cannot create '%s' instances", data.name.c_str());
    std::string given, choices;
    const bool has_self = data.candidates[0].has_self;
    // Not an instance, or one whose class has an __init__ of its own that leaves out ours.
    if (has_self && !data.is_constructor && (count == 0 || !data_of(args[0])))
        return count == 0 ? raise_error(TypeError_type, "%s() needs an object", data.name.c_str())
                          : raise_error(TypeError_type, "%s(): '%s' object holds no C++ object", data.name.c_str(),
                                        described(args[0]).c_str());
    for (std::size_t i = has_self ? 1 : 0; i < count; ++i) given += (given.empty() ? "" : ", ") + described(args[i]);
    for (std::size_t i = 0; i < keywords; ++i)
        given += (given.empty() ? "" : ", ") + std::string(text_of(names.as<tuple_object>()->items[i])) + "=" +
                 described(args[count + i]);
    std::vector<std::string> shown;  // each once: default arguments make several candidates
    for (const auto& candidate : data.candidates)
        if (std::find(shown.begin(), shown.end(), candidate.shown) == shown.end()) shown.push_back(candidate.shown);
    for (const auto& one : shown) choices += (choices.empty() ? "" : " or ") + one;
    return raise_error(TypeError_type, "%s(%s) does not fit %s", data.name.c_str(), given.c_str(), choices.c_str());
}

const std::string& name_in(ref f) { return f.as<function_object_>()->data->name; }
object qualname_of(ref self, const ref*, std::size_t, ref) { return make_str(name_in(self)); }
object name_of(ref self, const ref*, std::size_t, ref) {
    return make_str(name_in(self).substr(name_in(self).rfind('.') + 1));  // npos + 1 is 0
}
object doc_of(ref self, const ref*, std::size_t, ref) {
    const std::string& doc = self.as<function_object_>()->data->doc;
    return doc.empty() ? object(None) : make_str_from_utf8(doc.c_str());
}
constexpr method_definition function_attributes[] = {
    {"__name__", name_of, "", method_getter},
    {"__qualname__", qualname_of, "", method_getter},
    {"__doc__", doc_of, "", method_getter},
    {nullptr, nullptr},
};

constinit type_object cpp_function_type{
    "cowith.CppFunction", &object_type, 0, [](type_object& t) {
        t.instance_size = sizeof(function_object_);
        t.dealloc = [](header* h) noexcept { delete static_cast<function_object_*>(h); };
        t.call = call_function;
        t.methods = function_attributes;
        t.descr_get = [](ref self, ref instance, ref) -> object {
            return instance ? make_method(self, instance) : object(self);
        };
        t.repr = [](ref self) -> object {
            return make_str("<C++ function " + self.as<function_object_>()->data->name + ">");
        };
    }};

}  // namespace

instance_data* data_of(ref x) noexcept {
    const object box = x ? x.attr(data_name()) : object();
    if (!box) {
        clear_pending();
        return nullptr;
    }
    auto* data = static_cast<instance_data*>(detail::boxed_value(box));
    return data && data->object_ ? data : nullptr;
}

void* object_of(ref x, const class_link& link) noexcept {
    instance_data* data = data_of(x);
    if (!data) return nullptr;
    void* place = data->object_.get();
    for (const class_link* at = data->cls; at; at = at->base) {
        if (at == &link) return place;
        if (at->up) place = at->up(place);
    }
    return nullptr;
}

bool set_data(ref self, const class_link& link, std::shared_ptr<void> value, ref owner) noexcept {
    auto* data = new instance_data{std::move(value), &link, held(object(owner))};
    const object box = detail::box_value(data, destroy_data);
    return self.set_attr(data_name(), box);
}

object make_instance(ref cls, const class_link& link, std::shared_ptr<void> value, ref owner) noexcept {
    if (!cls) return raise_error(TypeError_type, "a C++ object whose class has not been imported");
    object made = cls.call(intern("__new__"), cls);
    if (made && !set_data(made, link, std::move(value), owner)) return {};
    return made;
}

void add_owner(object& owners, ref owner) noexcept { owners = owners ? tuple(owners, owner) : object(owner); }

bool has_class(ref x, ref cls) noexcept { return cls && x && has_type(x, *cls.as<type_object>()); }

void add_exception(exception_filter filter) {
    filters().insert(filters().begin(), filter);  // derived classes come later
    detail::translate_own = []() noexcept {
        for (const exception_filter own : filters())
            if (own()) return true;
        return false;
    };
}

object make_function(std::shared_ptr<function_data> data) noexcept {
    return object::take(new function_object_(&cpp_function_type, std::move(data)));
}

void module_builder::raise_class(ref cls, const char* text) noexcept { raise(cls(make_str_from_utf8(text))); }

object module_builder::make_class(const char* name, const char* doc, ref base, ref contents) noexcept {
    if (!good_) return {};
    dict_set(contents, intern("__module__"), make_str(name_));
    dict_set(contents, intern("__qualname__"), make_str(name));
    if (doc) dict_set(contents, intern("__doc__"), make_str_from_utf8(doc));
    const object bases = base ? tuple(base) : tuple(ref(&object_type));
    return ref(&type_type)(make_str(name), bases, contents);
}

object module_builder::make_enum(const char* name, ref pairs) noexcept {
    if (!good_) return {};
    const object make = detail::host_function_named("int_enum");
    return make ? make(make_str(name), pairs, make_str(name_)) : object();
}

void members::add_property(const char* name, function get, object set) noexcept {
    add(name, ref(&property_type)(get.make(), set));
}

void members::add_scope() noexcept {
    add("__enter__", detail::host_function_named("enter_object"));
    add("__exit__", detail::host_function_named("exit_object"));
    add("__aenter__", detail::host_function_named("aenter_object"));
    add("__aexit__", detail::host_function_named("aexit_object"));
}

void members::add_scope_of(const char* enter, const char* exit, bool asynchronous, bool gives_value,
                           bool takes_failed) noexcept {
    const object make = detail::host_function_named(asynchronous ? "asynchronous_scope" : "synchronous_scope");
    const object pair = make ? make(dict_get(dict_, intern(enter)), dict_get(dict_, intern(exit)), boolean(gives_value),
                                    boolean(takes_failed))
                             : object();
    if (!pair) return;
    add(asynchronous ? "__aenter__" : "__enter__", pair[0]);
    add(asynchronous ? "__aexit__" : "__exit__", pair[1]);
}

}  // namespace bind
}  // namespace cowith
