// What the reprs of futures, tasks and handles show: shortened results, callbacks and coroutines with their places
// (Lib/reprlib.py, Lib/asyncio/format_helpers.py, base_futures.py, base_tasks.py and coroutines.py).
#include "cowith/binding.hpp"
#include "loop.hpp"

namespace cowith::asyncio {
namespace {

constexpr std::int64_t limit_of_text = 30, limit_of_digits = 40, limit_of_items = 6, limit_of_pairs = 4;

/// The first and last characters of a text that is too long, around "...".
std::string shorten(std::string_view text, std::int64_t limit, bool always = false) {
    object whole = make_str(text);
    const std::int64_t length = length_of(whole);
    if (length <= limit && !always) return std::string(text);
    const std::int64_t first = (limit - 3) / 2, last = limit - 3 - first;
    object head = whole[slice(None, first, None)], tail = whole[slice(length - last, None, None)];
    return std::string(text_of(head)) + "..." + std::string(text_of(tail));
}

bool brief(ref x, int level, std::string& out);

bool brief_items(ref items, std::int64_t length, std::int64_t limit, int level, std::string& out) {
    if (level <= 0 && length) return out += "...", true;
    object it = get_iterator(items);
    if (!it) return false;
    for (std::int64_t i = 0; i < length && i < limit; ++i) {
        object item = next_value(it);
        if (!item) return false;
        if (i) out += ", ";
        if (!brief(item, level - 1, out)) return false;
    }
    if (length > limit) out += ", ...";
    return true;
}
/// sorted(x), or list(x) where that fails.
object possibly_sorted(ref x) {
    object sorted = find_builtin(intern("sorted"))(x);
    if (sorted) return sorted;
    clear_pending();
    return list_from(x);
}
bool brief_pairs(ref x, int level, std::string& out) {
    const std::int64_t length = length_of(x);
    out += '{';
    if (level <= 0 && length)
        out += "...";
    else {
        object keys = possibly_sorted(x);
        if (!keys) return false;
        for (std::int64_t i = 0; i < length && i < limit_of_pairs; ++i) {
            object key = ref(keys)[i], value = key ? x[key] : object();
            if (i) out += ", ";
            if (!value || !brief(key, level - 1, out)) return false;
            out += ": ";
            if (!brief(value, level - 1, out)) return false;
        }
        if (length > limit_of_pairs) out += ", ...";
    }
    out += '}';
    return true;
}
bool brief_text(ref x, std::string& out) {
    const std::int64_t length = length_of(x);
    object text = repr(ref(object(x)[slice(None, limit_of_text, None)]));
    if (!text) return false;
    if (length_of(text) <= limit_of_text) return out += text_of(text), true;
    const std::int64_t first = (limit_of_text - 3) / 2, last = limit_of_text - 3 - first;
    object head = x[slice(None, first, None)], tail = x[slice(length - last, None, None)];
    object both = repr(head + tail);
    if (!both) return false;
    out += shorten(text_of(both), limit_of_text, true);
    return true;
}

/// reprlib.Repr.repr1
bool brief(ref x, int level, std::string& out) {
    const type_object* t = x.type();
    if (t == &str_type) return brief_text(x, out);
    if (t == &dict_type) return brief_pairs(x, level, out);
    const bool is_set = t == &set_type, is_frozenset = t == &frozenset_type;
    if (t == &list_type || t == &tuple_type || t == &deque_type || ((is_set || is_frozenset) && length_of(x))) {
        object items = is_set || is_frozenset ? possibly_sorted(x) : object(x);
        if (!items) return false;
        const std::int64_t length = length_of(items);
        out += t == &list_type    ? "["
               : t == &tuple_type ? "("
               : t == &deque_type ? "deque(["
               : is_set           ? "{"
                                  : "frozenset({";
        if (!brief_items(items, length, limit_of_items, level, out)) return false;
        out += t == &list_type    ? "]"
               : t == &tuple_type ? (length == 1 && level > 0 ? ",)" : ")")
               : t == &deque_type ? "])"
               : is_set           ? "}"
                                  : "})";
        return true;
    }
    object text = repr(x);
    if (!text) {
        if (!is_subtype(state.pending->type, &Exception_type) || t == &int_type) return false;
        clear_pending();
        out += "<" + type_name(t) + " instance" + address_text(x) + ">";
        return true;
    }
    out += shorten(text_of(text), t == &int_type ? limit_of_digits : limit_of_text);
    return true;
}

/// inspect.unwrap
object unwrap(ref function) noexcept {
    object inner(function);
    for (int i = 0; i < 1000; ++i) {
        object next = find_attribute(inner, intern("__wrapped__"));
        if (!next) {
            clear_pending();
            break;
        }
        inner = std::move(next);
    }
    return inner;
}
bool is_partial(ref x) noexcept { return std::string_view(x.type()->name) == "functools.partial"; }

/// " at file.py:12", or nothing where there is no Python function.
std::string source_of(ref function) {
    object inner = unwrap(function);
    if (is_partial(inner)) return source_of(inner.attr(intern("func")));
    if (inner.type() != &function_type) return {};
    const code_object& code = *inner.as<function_object>()->code;
    if (!code.source) return {};
    return std::string(" at ") + code.source->path + ":" + std::to_string(code.first_line);
}
/// "name(...)": with `called`, the brackets of its call.
std::string name_of_callback(ref callback, const std::string& called) {
    if (is_partial(callback)) return name_of_callback(callback.attr(intern("func")), "()") + called;
    for (const char* attribute : {"__qualname__", "__name__"}) {
        if (callback.type() == &builtin_function_type && attribute[2] == 'q') continue;  // our own name it themselves
        object name = find_attribute(callback, intern(attribute));
        if (name && is_str(name) && !text_of(name).empty()) return std::string(text_of(name)) + called;
        clear_pending();
    }
    object text = repr(callback);
    if (text) return std::string(text_of(text)) + called;
    clear_pending();
    return "?" + called;
}

}  // namespace

std::string callback_source(ref callback, const ref* args, std::size_t count) noexcept {
    std::string called = "(";
    for (std::size_t i = 0; i < count; ++i) {
        if (i) called += ", ";
        if (!brief(args[i], 6, called)) clear_pending();
    }
    return name_of_callback(callback, called + ")") + source_of(callback);
}

std::string describe_callbacks(const future_object& f) noexcept {
    std::vector<const work*> all;
    if (f.first) all.push_back(&f.first);
    if (f.extra)
        for (auto& w : f.extra->more) all.push_back(&w);
    if (all.empty()) return {};
    const auto show = [](const work& w) {
        return w.what() == work::kind::wake_task ? std::string("Task.task_wakeup()") : callback_source(callable_of(w));
    };
    std::string out = " cb=[" + show(*all.front());
    if (all.size() > 2) out += ", <" + std::to_string(all.size() - 2) + " more>";
    if (all.size() > 1) out += ", " + show(*all.back());
    return out + "]";
}

bool describe_outcome(const future_object& f, std::string& out) noexcept {
    if (f.status != future_state::finished) return true;
    if (!f.failure) {
        out += " result=";
        return brief(f.result, 6, out);
    }
    object text = repr(f.failure);
    if (text) (out += " exception=") += text_of(text);
    return static_cast<bool>(text);
}

object coroutine_repr(ref c) noexcept {
    std::string out = "<";
    object name = find_attribute(c, intern("__qualname__"));
    if (!name) clear_pending();
    out += name && is_str(name) ? std::string(text_of(name)) : "<" + type_name(c.type()) + " without __name__>";
    out += "()";
    if (is_frame(c)) {
        const frame_base& f = *c.as<frame_base>();
        const bool done = f.state == frame_state::finished;
        out += done ? " done, defined at " : " running at ";
        out += f.code()->source ? f.code()->source->path : "";
        out += ":" + std::to_string(done || !f.line ? f.code()->first_line : f.line);
    }
    return make_str(out + ">");
}

}  // namespace cowith::asyncio
