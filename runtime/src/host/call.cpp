#include <cowith/host/call.hpp>

namespace cowith::detail {

outgoing_call::outgoing_call(const callee& c) noexcept : callee_(c) {}

void outgoing_call::place(const char* name, object value, bool by_name) noexcept {
    if (failed_) return;
    if (!value) {  // the conversion failed, or there is no value in a handle
        if (is_failed()) {
            // The parameter's name belongs to the message.
            object raised = take_pending();
            const object text = to_str(raised);
            raise_error(*raised.type(), "%s() argument '%s': %S", callee_.name, name, text ? ref(text) : ref(raised));
        } else {
            raise_error(TypeError_type, "%s() argument '%s' holds nothing", callee_.name, name);
        }
        failed_ = true;
        return;
    }
    if (!by_name) {
        values_.push_back(std::move(value));
        return;
    }
    named_.push_back(std::move(value));
    names_.emplace_back(intern(name));
}

object outgoing_call::run() noexcept {
    if (failed_) return {};
    object function;
    if (callee_.has_self) {
        if (!callee_.self) return raise_error(TypeError_type, "%s() of an object that holds nothing", callee_.name);
        function = callee_.self.attr(intern(callee_.name));
    } else {
        function = import_module(intern(callee_.module->name));
        if (function && callee_.of) function = function.attr(intern(callee_.of));
        if (function && (!callee_.of || callee_.name != callee_.of)) function = function.attr(intern(callee_.name));
    }
    if (!function) return {};
    std::vector<ref> all(values_.begin(), values_.end());
    all.insert(all.end(), named_.begin(), named_.end());
    object names;
    if (!names_.empty()) {
        const std::vector<ref> list(names_.begin(), names_.end());
        names = make_tuple(list.data(), list.size());
    }
    return call_vector(function, all.data(), values_.size(), names);
}

bool is_instance_of(ref x, module_object& module, const char* class_name) noexcept {
    if (!x) return false;
    const object m = import_module(intern(module.name));
    const object cls = m ? m.attr(intern(class_name)) : object();
    return cls && has_flag(cls, is_type) && has_type(x, *cls.as<type_object>());
}

result<bool> equals(ref a, ref b) noexcept {
    if (!a || !b) return !a && !b;
    const interpreter_lock lock;
    const bool same = equal(a, b);
    if (is_failed()) return pending_exception();
    return same;
}

}  // namespace cowith::detail
