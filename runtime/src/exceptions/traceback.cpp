// Traceback objects and the text of an uncaught exception (3.14's traceback module, for what the runtime knows).
#include "../types/tuple.hpp"
#include "cowith/code.hpp"
#include "cowith/exceptions.hpp"
#include "cowith/frame.hpp"
#include "cowith/gc.hpp"
#include "frame_object.hpp"
#include "traceback_text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstring>
#include <set>
#include <string>
#include <vector>

namespace cowith {

namespace {

/// The first position of the table (sorted by line and operation) that isn't before this one.
const position* position_from(const code_object& code, std::uint32_t line, std::uint32_t operation) noexcept {
    return std::partition_point(code.positions, code.positions + code.position_count, [&](const position& p) {
        return p.line < line || (p.line == line && p.operation < operation);
    });
}

/// Which operation of its line an entry stands for, as the code's position table counts them.
std::uint32_t failed_operation(const traceback_object& entry) noexcept {
    const code_object& code = *entry.code;
    std::uint32_t operation = entry.operation;
    if (operation == 0) {  // the last one of the line
        const position* behind = position_from(code, entry.line + 1, 0);
        if (behind != code.positions && behind[-1].line == entry.line) operation = behind[-1].operation;
    }
    return operation > entry.passed ? operation - entry.passed : 1;
}

}  // namespace

const position* position_of(const traceback_object& entry) noexcept {
    const std::uint32_t operation = failed_operation(entry);
    const position* p = position_from(*entry.code, entry.line, operation);
    const bool found =
        p != entry.code->positions + entry.code->position_count && p->line == entry.line && p->operation == operation;
    return found ? p : nullptr;
}

void add_traceback(const code_object* code, std::uint32_t line, std::uint32_t operation) noexcept {
    if (!state.pending)
        raise_error(SystemError_type, "error return without exception set");  // a mistake in native code, made visible
    object& place = state.pending->traceback;
    auto* tb = make<traceback_object>(std::move(place), code, line, static_cast<std::uint16_t>(operation),
                                      static_cast<std::uint16_t>(state.passed));
    state.passed = 0;
    track(tb);
    ::new (&place) object(object::take(tb));  // moved from: empty
}

void keep_for_traceback(const ref* values, std::size_t count) noexcept {
    const auto matters = [](ref v) { return v.is_heap() && v.heap()->type->type_flags & type_gc; };
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) kept += matters(values[i]);
    if (kept == 0 || !state.pending->traceback) return;
    auto* entry = state.pending->traceback.as<traceback_object>();
    if (entry->frame) return;
    const std::size_t before = entry->variables ? entry->variables.as<tuple_object>()->size : 0;
    object all = new_tuple(kept + before);
    object* place = all.as<tuple_object>()->items;
    for (std::size_t i = 0; i < count; ++i)
        if (matters(values[i])) *place++ = values[i];
    for (std::size_t i = 0; i < before; ++i) *place++ = std::move(entry->variables.as<tuple_object>()->items[i]);
    entry->variables = track_tuple(std::move(all));
}

void release_kept_variables(ref variables) noexcept {
    auto* list = variables.as<tuple_object>();
    for (std::size_t i = list->size; i-- > 0;) list->items[i].reset();
}

namespace {
object tb_next(ref self, const ref*, std::size_t, ref) {
    auto& next = self.as<traceback_object>()->next;
    return next ? next : object(None);
}
object set_tb_next(ref self, const ref* args, std::size_t count, ref) {
    if (!count) return raise_error(TypeError_type, "can't delete tb_next attribute");
    if (args[0].is(None))
        self.as<traceback_object>()->next.reset();
    else if (args[0].type() != &traceback_type)
        return raise_error(TypeError_type, "expected traceback object, got '%T'", args[0]);
    else {
        for (ref entry = args[0]; entry; entry = entry.as<traceback_object>()->next)
            if (entry.is(self)) return raise_error(ValueError_type, "traceback loop detected");
        self.as<traceback_object>()->next = object(args[0]);
    }
    return object(None);
}
object tb_lineno(ref self, const ref*, std::size_t, ref) {
    return object(static_cast<std::int64_t>(self.as<traceback_object>()->line));
}
object tb_lasti(ref self, const ref*, std::size_t, ref) {
    return object(static_cast<std::int64_t>(failed_operation(*self.as<traceback_object>())));
}
object tb_frame(ref self, const ref*, std::size_t, ref) {
    auto* tb = self.as<traceback_object>();
    if (tb->frame && tb->frame.type() == &frame_type) return tb->frame;
    object view = ended_frame(*tb);
    if (!tb->frame) tb->frame = view;
    return view;
}
/// Innermost first. The locals of a failed frame die with the entry that keeps them, even where the coroutine or generator lives on.
void let_go(traceback_object& entry) noexcept {
    entry.next.reset();
    if (!any_held(entry.variables, entry.frame)) return;
    const object variables = std::move(entry.variables);
    if (!entry.frame) return;
    object frame = std::move(entry.frame);
    if (frame.type() == &frame_type) return;
    release_failed_frame(*frame.as<frame_base>());
}
object new_traceback(type_object&, const ref* args, std::size_t count, ref names) {
    if (count != 4 || names)
        return raise_error(TypeError_type, "traceback() takes exactly 4 arguments (%zd given)",
                           count + (names ? names.as<tuple_object>()->size : 0));
    if (!args[0].is(None) && args[0].type() != &traceback_type)
        return raise_error(TypeError_type, "traceback() argument 'tb_next' must be traceback or None, not %T", args[0]);
    if (args[1].type() != &frame_type)
        return raise_error(TypeError_type, "traceback() argument 'tb_frame' must be frame, not %T", args[1]);
    std::int64_t instruction = 0, line = 0;
    if (!to_index(args[2], instruction) || !to_index(args[3], line)) return {};
    auto* tb = make<traceback_object>(args[0].is(None) ? object() : object(args[0]), code_of_frame(args[1]),
                                      static_cast<std::uint32_t>(line), static_cast<std::uint16_t>(instruction),
                                      std::uint16_t{0});
    tb->frame = object(args[1]);
    track(tb);
    return object::take(tb);
}
constexpr method_definition traceback_methods[] = {
    {"tb_frame", tb_frame, "", method_getter},
    {"tb_next", tb_next, "", method_getter, set_tb_next},
    {"tb_lineno", tb_lineno, "", method_getter},
    {"tb_lasti", tb_lasti, "", method_getter},
    {nullptr, nullptr},
};
}  // namespace

constinit type_object traceback_type{"traceback", &object_type, type_gc, [](type_object& t) {
                                         t.instance_size = sizeof(traceback_object);
                                         t.dealloc = [](header* h) noexcept {
                                             if (defer_dealloc(h)) return;
                                             untrack(static_cast<traceback_object*>(h));
                                             auto& entry = *static_cast<traceback_object*>(h);
                                             let_go(entry);
                                             destroy_emptied<traceback_object>(h);
                                         };
                                         t.traverse = [](header* h, visitor v, void* context) {
                                             visit(static_cast<traceback_object*>(h)->next, v, context);
                                             visit(static_cast<traceback_object*>(h)->frame, v, context);
                                             visit(static_cast<traceback_object*>(h)->variables, v, context);
                                         };
                                         t.clear = [](header* h) { let_go(*static_cast<traceback_object*>(h)); };
                                         t.new_ = new_traceback;
                                         t.methods = traceback_methods;
                                     }};

// ---- one entry ------------------------------------------------------------------------------------------------------

namespace {

/// A source line's characters, as code points' byte offsets.
class source_line {
  public:
    explicit source_line(std::string_view text) : text_(text) {
        for (std::size_t i = 0; i < text.size(); ++i)
            if ((text[i] & 0xc0) != 0x80) starts_.push_back(i);
    }
    std::size_t length() const { return starts_.size(); }
    std::size_t indentation() const { return std::min(text_.find_first_not_of(" \t\f"), text_.size()); }
    bool blank(std::size_t from, std::size_t to) const {
        for (std::size_t c = from; c < to && c < length(); ++c)
            if (text_[starts_[c]] != ' ' && text_[starts_[c]] != '\t') return false;
        return true;
    }
    std::string_view text() const { return text_; }

  private:
    std::string_view text_;
    std::vector<std::size_t> starts_;
};

/// Wide characters take two columns (traceback._display_width).
std::size_t display_width(std::string_view text, std::size_t characters) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size() && characters; --characters) {
        utf8proc_int32_t c;
        const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + i),
                                        static_cast<utf8proc_ssize_t>(text.size() - i), &c);
        if (n <= 0) break;
        width += c < 128 ? 1 : static_cast<std::size_t>(std::max(utf8proc_charwidth(c), 1));
        i += static_cast<std::size_t>(n);
    }
    return width;
}

/// The lines of one operation, without their common indentation, and the carets under them (traceback.py, format_frame_summary).
void add_source(std::string& out, const source_text& source, std::uint32_t line, const position* p) {
    if (line == 0 || line > source.line_count) return;
    if (!p) {
        std::string_view text(source.lines[line - 1]);
        text.remove_prefix(std::min(text.find_first_not_of(" \t\f"), text.size()));
        while (!text.empty() && std::strchr(" \t\r\n\f", text.back())) text.remove_suffix(1);
        if (!text.empty()) (out += "    ").append(text) += '\n';
        return;
    }
    std::vector<source_line> lines;
    std::size_t common = SIZE_MAX;
    for (std::uint32_t l = p->line; l <= p->end_line && l <= source.line_count; ++l) {
        std::string_view text(source.lines[l - 1]);
        while (!text.empty() && (text.back() == '\r' || text.back() == '\n')) text.remove_suffix(1);
        source_line s(text);
        if (s.indentation() < text.size()) common = std::min(common, s.indentation());
        lines.push_back(std::move(s));
    }
    if (common == SIZE_MAX) return;
    for (auto& l : lines) l = source_line(l.text().substr(std::min(common, l.text().size())));
    const std::size_t last = lines.size() - 1;
    const std::size_t start = p->column > common ? p->column - common : 0,
                      end = p->end_column > common ? p->end_column - common : 0;
    const bool hidden = p->anchor_start == position::no_carets;
    const bool anchored = !hidden && (p->anchor_end || p->anchor_end_line);
    const bool carets =
        !hidden && (anchored || !lines[0].blank(0, start) || !lines[last].blank(end, lines[last].length()));
    auto without_common = [&](std::uint16_t c) { return c > common ? c - common : 0; };
    const std::size_t from =
        anchored ? display_width(lines[p->anchor_start_line].text(), without_common(p->anchor_start)) : 0;
    const std::size_t to =
        anchored ? display_width(lines[p->anchor_end_line].text(), without_common(p->anchor_end)) : 0;
    const std::size_t shown_start = display_width(lines[0].text(), start),
                      shown_end = display_width(lines[last].text(), end);

    auto add_line = [&](std::size_t n) {
        std::string_view text = lines[n].text();
        (out += "    ").append(text) += '\n';
        if (!carets) return;
        out += "    ";
        const std::size_t count = n == last ? shown_end : display_width(text, SIZE_MAX);
        for (std::size_t c = 0; c < count; ++c) {
            if (c < lines[n].indentation() || (n == 0 && c < shown_start))
                out += ' ';
            else if (!anchored)
                out += '^';
            else {
                const bool behind = n > p->anchor_start_line || (n == p->anchor_start_line && c >= from);
                const bool before = n < p->anchor_end_line || (n == p->anchor_end_line && c < to);
                out += behind && before ? '^' : '~';
            }
        }
        out += '\n';
    };
    std::set<std::size_t> significant{0, last};
    if (anchored)
        for (std::size_t around : {std::size_t(p->anchor_start_line), std::size_t(p->anchor_end_line)})
            for (std::size_t n = around ? around - 1 : 0; n <= around + 1 && n <= last; ++n) significant.insert(n);
    std::size_t previous = 0;
    for (std::size_t n : significant) {
        if (n > previous + 2)
            out += "    ...<" + std::to_string(n - previous - 1) + " lines>...\n";
        else if (n == previous + 2)
            add_line(n - 1);
        add_line(n);
        previous = n;
    }
}

}  // namespace

std::string traceback_entry_text(ref entry, bool carets) {
    const auto& t = *entry.as<traceback_object>();
    if (!t.code || !t.code->source) return {};
    const char* name = t.code->code_flags & code_module ? "<module>" : t.code->name;
    std::string out =
        std::string("  File \"") + t.code->source->path + "\", line " + std::to_string(t.line) + ", in " + name + "\n";
    add_source(out, *t.code->source, t.line, carets ? position_of(t) : nullptr);
    return out;
}

void add_traceback_entries(std::string& out, ref traceback) {
    const traceback_object* previous = nullptr;
    std::size_t repeated = 0;
    constexpr std::size_t shown = 3;  // traceback._RECURSIVE_CUTOFF
    auto flush = [&] {
        if (repeated > shown)
            out += "  [Previous line repeated " + std::to_string(repeated - shown) +
                   (repeated - shown == 1 ? " more time]\n" : " more times]\n");
        repeated = 0;
    };
    for (ref tb = traceback; tb && tb.type() == &traceback_type; tb = tb.as<traceback_object>()->next) {
        const auto& t = *tb.as<traceback_object>();
        if (!t.code || !t.code->source) continue;
        if (!previous || previous->code != t.code || previous->line != t.line) flush();
        previous = &t;
        if (++repeated > shown) continue;
        out += traceback_entry_text(tb);
    }
    flush();
}

}  // namespace cowith
