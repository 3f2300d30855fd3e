// What a loop says of what went wrong: its exception handler, and the logger "asyncio".
#include "../modules/import.hpp"
#include "cowith/binding.hpp"
#include "cowith/exceptions.hpp"
#include "loop.hpp"

namespace cowith::asyncio {

/// The logger "asyncio" of a program that has logging, or empty.
static object find_logger() noexcept {
    const ref logging = dict_get(module_table(), "logging"_s);
    object get = logging ? find_attribute(logging, "getLogger"_s) : object();
    object logger = get ? get("asyncio"_s) : object();
    if (is_failed()) clear_pending();
    return logger;
}
/// False: there is no logger, so that the last resort prints the text alone.
static bool log_error(const std::string& message, ref exception) noexcept {
    object logger = find_logger();
    if (!logger) return false;
    object info = exception && !exception.is(None)
                      ? tuple(ref(exception.type()), exception, exception.attr("__traceback__"_s))
                      : object(False);
    object write = logger.attr("error"_s), text = make_str_from_utf8(message);
    if (write && !write(text, kw{"exc_info"_s, info})) write_unraisable(logger, "Exception ignored in");
    return true;
}

void report_slow(ref callback, double seconds) noexcept {
    object shown = repr(callback);
    if (!shown) return clear_pending();
    if (object logger = find_logger()) {
        object write = logger.attr("warning"_s);
        if (write && !write("Executing %s took %.3f seconds"_s, shown, make_float(seconds)))
            write_unraisable(logger, "Exception ignored in");
        return;
    }
    char took[32];
    std::snprintf(took, sizeof took, "%.3f", seconds);
    write_stderr("Executing " + std::string(text_of(shown)) + " took " + took + " seconds\n");
}

/// BaseEventLoop.default_exception_handler: what the logger "asyncio" prints at level ERROR through its last resort.
void default_report(ref context) noexcept {
    ref message = dict_get(context, intern("message"));
    std::string out = message && truth(message) ? std::string(text_of(message)) : "Unhandled exception in event loop";
    object keys = list_from(context);
    object sorted = find_builtin(intern("sorted"))(keys);
    for (std::uint64_t i = 0; sorted && i < sorted.as<list_object>()->size; ++i) {
        ref key = sorted.as<list_object>()->items[i];
        if (text_of(key) == "message" || text_of(key) == "exception") continue;
        object shown = repr(dict_get(context, key));
        if (!shown) {
            clear_pending();
            continue;
        }
        ((out += "\n") += text_of(key)) += ": ";
        out += text_of(shown);
    }
    const ref e = dict_get(context, intern("exception"));
    if (log_error(out, e)) return;
    out += "\n";
    if (e && !e.is(None)) {
        // What a callback raised has passed through the loop's own frames, which are left out: only the first line shows them.
        const auto* failure = e.as<exception>();
        if (dict_get(context, intern("handle")) && !failure->traceback && !failure->context && !failure->cause)
            out += "Traceback (most recent call last):\n";
        out += format_exception(e);
    }
    write_stderr(out);
}

/// The context in which what failed ran: that of the task, future or handle which the report names; a new copy for others.
static object context_of(ref report) noexcept {
    for (const char* key : {"task", "future", "handle"}) {
        ref thing = dict_get(report, intern(key));
        if (!thing || thing.is(None)) continue;
        object method = find_attribute(thing, intern("get_context"));
        object context = method ? method() : object();
        clear_pending();
        if (context && context.type() == &context_type) return context;
        break;
    }
    return object(current_context());
}

void report(ref loop, ref context) noexcept {
    saved_error keep;
    if (!loop || !as_loop(loop).exception_handler) return default_report(context);
    object handler = as_loop(loop).exception_handler;
    {
        object place = context_of(context);
        context_scope scope(place);
        if (handler(loop, context)) return;
    }
    object error = take_pending();
    object message = make_str("Unhandled error in exception handler");
    object second = dict(intern("message"), message, intern("exception"), error, intern("context"), context);
    default_report(second);
}

}  // namespace cowith::asyncio
