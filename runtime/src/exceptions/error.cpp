// The pending exception: raising, chaining, matching.
#include "cowith/error.hpp"

#include "cowith/exceptions.hpp"
#include "cowith/gc.hpp"
#include "cowith/types.hpp"

namespace cowith {

exception* current_exception() noexcept {
    for (handled_exception* h = state.handled; h; h = h->previous)
        if (h->value) return h->value;
    return nullptr;
}

/// _PyErr_SetObject: the exception being handled becomes the context, and a cycle that this would close is cut.
void chain_to_handled(exception* raised) noexcept {
    exception* handled = current_exception();
    if (!handled || handled == raised) return;
    exception* slow = handled;
    bool advance = false;
    for (exception* e = handled; e->context && !e->context.is(None);) {
        exception* context = e->context.as<exception>();
        if (context == raised) {
            e->context = None;
            break;
        }
        e = context;
        if (e == slow) break;  // a cycle among older exceptions (gh-25782)
        if (advance) slow = slow->context.as<exception>();
        advance = !advance;
    }
    raised->context = object(handled);
}

static failed_t set_pending(exception* owned) noexcept {
    chain_to_handled(owned);
    clear_pending();
    state.pending = owned;
    state.passed = 0;
    return {};
}

failed_t reraise(exception* owned) noexcept {
    clear_pending();
    state.pending = owned;
    state.passed = 0;
    return {};
}

/// An exception instance from what stands behind `raise`; empty: failed.
static object instance_from(ref exc) noexcept {
    if (!exc) {
        pass_on();
        return {};
    }
    if (has_flag(exc, is_exception)) return object(exc);
    if (has_flag(exc, is_type) && (exc.as<type_object>()->type_flags & is_exception)) {
        object made = call_vector(exc, nullptr, 0);
        if (made && !has_flag(made, is_exception)) {
            raise_error(TypeError_type, "calling %R should have returned an instance of BaseException, not %R", exc,
                        ref(made.type()));
            return {};
        }
        return made;
    }
    raise_error(TypeError_type, "exceptions must derive from BaseException");
    return {};
}

failed_t raise(ref exc) noexcept {
    object instance = instance_from(exc);
    if (!instance) return {};
    return set_pending(static_cast<exception*>(instance.give()));
}

failed_t raise_from(ref exc, ref cause) noexcept {
    object instance = instance_from(exc);
    if (!instance) return {};
    if (!cause) {
        pass_on();
        return {};
    }
    object reason;
    if (!cause.is(None)) {
        if (has_flag(cause, is_exception))
            reason = object(cause);
        else if (has_flag(cause, is_type) && (cause.as<type_object>()->type_flags & is_exception)) {
            reason = call_vector(cause, nullptr, 0);
            if (!reason) return {};
            if (!has_flag(reason, is_exception))
                return raise_error(TypeError_type,
                                   "calling %R should have returned an instance of BaseException, not %R", cause,
                                   ref(reason.type()));
        } else
            return raise_error(TypeError_type, "exception causes must derive from BaseException");
    } else
        reason = object(None);
    exception* e = static_cast<exception*>(instance.give());
    e->cause = std::move(reason);
    e->suppress_context = true;
    return set_pending(e);
}

failed_t raise_again() noexcept {
    exception* handled = current_exception();
    if (!handled) return raise_error(RuntimeError_type, "No active exception to reraise");
    return reraise(static_cast<exception*>(object(handled).give()));
}

/// A type's name as CPython's messages say it: with its module where CPython has the type in C.
static std::string_view c_name(const type_object* type) noexcept {
    static constexpr std::string_view in_c[] = {"collections.deque",
                                                "collections.defaultdict",
                                                "collections.OrderedDict",
                                                "functools.",
                                                "itertools.",
                                                "string.templatelib.",
                                                "_asyncio."};
    const std::string_view name = type->name;
    for (const std::string_view start : in_c)
        if (name.starts_with(start) && !(type->type_flags & type_heap)) return name;
    return type_name_view(type);
}

/// The text of raise_error's format; see error.hpp for the directives.
static object format_message(const char* format, const format_argument* next, const format_argument* end) noexcept {
    std::string out;
    out.reserve(120);
    auto add_object = [&](object text) {
        if (text)
            out += text_of(text);
        else {
            clear_pending();
            out += "<unprintable>";
        }
    };
    for (const char* p = format; *p; ++p) {
        if (*p != '%') {
            const char* end_of_run = p;
            while (*end_of_run && *end_of_run != '%') ++end_of_run;
            out.append(p, end_of_run);
            p = end_of_run - 1;
            continue;
        }
        ++p;
        while (*p == '.' || (*p >= '0' && *p <= '9')) ++p;  // CPython's length limits don't matter here
        if (*p == '%' || next == end) {
            out += *p;
            continue;
        }
        std::size_t limit = std::string::npos;  // %.200s
        if (*p == '.')
            for (limit = 0, ++p; *p >= '0' && *p <= '9'; ++p) limit = limit * 10 + static_cast<std::size_t>(*p - '0');
        const format_argument& a = *next++;
        const ref value = a.kind == format_argument::value ? ref::from_bits(a.bits_) : ref();
        switch (*p) {
        case 's':
            if (a.kind == format_argument::text)
                out += std::string_view(a.text_).substr(0, limit);
            else
                add_object(to_str(value));
            break;
        case 'l': p += 2, out += std::to_string(a.number_); break;  // %lld
        case 'z': ++p, out += std::to_string(a.number_); break;     // %zd, %zu
        case 'd':
        case 'i':
        case 'u': out += std::to_string(a.number_); break;
        case 'c': out += static_cast<char>(a.number_); break;
        case 'R': add_object(repr(value)); break;
        case 'S':
            if (a.kind == format_argument::text)
                out += a.text_;
            else
                add_object(to_str(value));
            break;
        case 'T': out += c_name(value.type()); break;
        case 'N': add_object(qualified_type_name(value.type())); break;
        default: out += *p;
        }
    }
    return make_str_from_utf8(out);
}

/// The same for a format without directives, made once: such texts are literals.
static object constant_message(const char* format) noexcept {
    struct known {
        const char* format;
        ref text;
    };
    static known recent[256];
    known& place = recent[reinterpret_cast<std::uintptr_t>(format) / 8 % 256];
    if (place.format != format)
        place = {format, intern(std::string_view(text_of(format_message(format, nullptr, nullptr))))};
    return place.text;
}

failed_t raise_formatted(type_object& type, const char* format, const format_argument* args,
                         std::size_t count) noexcept {
    object made = new_exception(type, count ? format_message(format, args, args + count) : constant_message(format));
    if (!made) return {};
    return set_pending(static_cast<exception*>(made.give()));
}

failed_t raise_with(type_object& type, std::initializer_list<ref> args) noexcept {
    object made = call_vector(ref(&type), args.begin(), args.size());
    if (!made) return {};
    return set_pending(static_cast<exception*>(made.give()));
}

object new_exception(type_object& type, ref message) noexcept { return call_vector(ref(&type), &message, 1); }

int exception_matches(ref exc, ref matcher) noexcept {
    if (!matcher) {
        pass_on();
        return -1;
    }
    if (has_flag(matcher, is_tuple)) {
        auto* types = matcher.as<tuple_object>();
        for (std::uint64_t i = 0; i < types->size; ++i) {
            ref t = types->items[i];
            if (!has_flag(t, is_type) || !(t.as<type_object>()->type_flags & is_exception)) {
                raise_error(TypeError_type, "catching classes that do not inherit from BaseException is not allowed");
                return -1;
            }
        }
        for (std::uint64_t i = 0; i < types->size; ++i)
            if (is_subtype(exc.type(), types->items[i].as<type_object>())) return 1;
        return 0;
    }
    if (!has_flag(matcher, is_type) || !(matcher.as<type_object>()->type_flags & is_exception)) {
        raise_error(TypeError_type, "catching classes that do not inherit from BaseException is not allowed");
        return -1;
    }
    return is_subtype(exc.type(), matcher.as<type_object>());
}

failed_t raise_unbound_local(const char* name) noexcept {
    return raise_error(UnboundLocalError_type,
                       "cannot access local variable '%s' where it is not associated with a value", name);
}

failed_t raise_unbound_free(const char* name) noexcept {
    if (is_failed()) {  // an annotation to the left of this one failed
        pass_on();
        return failed;
    }
    return raise_error(NameError_type,
                       "cannot access free variable '%s' where it is not associated with a value in enclosing scope",
                       name);
}

}  // namespace cowith
