#include <cowith/exceptions.hpp>
#include <cowith/host/errors.hpp>

namespace cowith {

std::string python_exception::type() const {
    const interpreter_lock lock;
    if (!value_) return {};
    const object name = qualified_type_name(value_.get().type());
    return std::string(text_of(name));
}

std::string python_exception::message() const {
    const interpreter_lock lock;
    if (!value_) return {};
    const saved_error outer;
    const object text = to_str(value_.get());
    if (text) return std::string(text_of(text));
    clear_pending();
    return "<exception str() failed>";
}

std::string python_exception::traceback() const {
    const interpreter_lock lock;
    const saved_error outer;
    return value_ ? format_exception(value_.get()) : std::string();
}

bool python_exception::is(std::string_view wanted) const {
    const interpreter_lock lock;
    if (!value_) return false;
    const saved_error outer;
    const ref mro = value_.get().type()->mro;
    for (std::uint64_t i = 0; i < mro.as<tuple_object>()->size; ++i) {
        const object name = qualified_type_name(mro.as<tuple_object>()->items[i].as<type_object>());
        if (name && text_of(name) == wanted) return true;
    }
    return false;
}

std::string python_error::describe() const {
    const std::string message = exception_.message();
    return exception_.type() + (message.empty() ? "" : ": " + message);
}

}  // namespace cowith
