// Exceptions that nobody can catch: sys.unraisablehook (Python/errors.c, PyErr_FormatUnraisable).
#include "../modules/struct_sequence.hpp"
#include "cowith/exceptions.hpp"
#include "cowith/io.hpp"
#include "traceback_text.hpp"

namespace cowith {

using namespace literals;

namespace {

using hook_arguments =
    struct_sequence<"UnraisableHookArgs", "exc_type", "exc_value", "exc_traceback", "err_msg", "object">;

object shown(ref x) noexcept {
    object text = repr(x);
    if (text) return text;
    clear_pending();
    return make_str("<object repr() failed>");
}

/// What sys.unraisablehook was set to; empty: nothing of a program's own.
object own_hook() noexcept {
    if (!system_dict) return {};
    ref hook = dict_get_interned(system_dict, "unraisablehook"_s);
    ref original = dict_get_interned(system_dict, "__unraisablehook__"_s);
    return hook && !hook.is(original) && !hook.is(None) ? object(hook) : object();
}

}  // namespace

void print_unraisable(ref exc, ref message, ref where) noexcept {
    str_builder out;
    if (message && !message.is(None))
        out.add(text_of(message));
    else if (where && !where.is(None))
        out.add("Exception ignored in");
    if (where && !where.is(None)) {
        out.add(": ");
        out.add(text_of(shown(where)));
    } else if (message && !message.is(None)) {
        out.add(':');
    }
    object first = out.finish();
    std::string text(text_of(first));
    if (!text.empty()) text += '\n';
    // Without carets, and without the exceptions that it came from (write_unraisable_exc_file).
    const object& traceback = exc.as<exception>()->traceback;
    if (traceback) text += "Traceback (most recent call last):\n";
    for (ref entry = traceback; entry; entry = entry.as<traceback_object>()->next)
        text += traceback_entry_text(entry, false);
    object type = qualified_type_name(exc.type());
    object value = to_str(exc);
    if (!value) clear_pending();
    const std::string shown_value = value ? std::string(text_of(value)) : "<exception str() failed>";
    write_stderr(text + std::string(text_of(type)) + (shown_value.empty() ? "" : ": " + shown_value) + "\n");
}

void write_unraisable(ref where, const char* doing) noexcept {
    object e = take_pending();
    if (!e) return;
    std::string text = doing;
    if (where) (text += ' ') += text_of(shown(where));
    object message = make_str(text);
    object hook = own_hook();
    if (!hook) return print_unraisable(e, message, None);
    object traceback = ref(e).attr("__traceback__"_s);
    object arguments = hook_arguments::make({ref(e.type()), e, traceback ? ref(traceback) : None, message, None});
    if (hook(arguments)) return;
    object second = take_pending();
    print_unraisable(second, "Exception ignored in sys.unraisablehook"_s, hook);
}

}  // namespace cowith
