// Writing JSON text (Lib/json/encoder.py for the rules and the errors).
#include "json.hpp"
#include "types/text.hpp"
#include "types/unicode.hpp"

#include <cowith/exceptions.hpp>
#include <cowith/native_modules.hpp>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace cowith::json {
namespace {

void add_quoted(std::string& out, std::string_view text, bool ascii) {
    out += '"';
    for (std::uint32_t c : unicode::points(text)) {
        static constexpr std::string_view plain = "\"\\\n\r\t\b\f", letters = "\"\\nrtbf";
        char escape[16];
        if (const auto which = c < 128 ? plain.find(static_cast<char>(c)) : plain.npos; which != plain.npos) {
            out += '\\';
            out += letters[which];
        } else if (c < 0x20 || (ascii && c > 0x7e)) {
            if (c >= 0x10000) {
                const std::uint32_t rest = c - 0x10000;
                std::snprintf(escape, sizeof escape, "\\u%04x\\u%04x", 0xd800 + (rest >> 10), 0xdc00 + (rest & 0x3ff));
            } else {
                std::snprintf(escape, sizeof escape, "\\u%04x", c);
            }
            out += escape;
        } else {
            unicode::append(out, c);
        }
    }
    out += '"';
}

class writer {
  public:
    ref default_;
    bool ascii = true, check_circular = true, allow_nan = true, sort_keys = false, skipkeys = false, indents = false;
    std::string indent, item_separator, key_separator, out;

    bool value(ref x) noexcept {
        if (stack_exhausted()) return false;
        if (is_str(x)) return add_quoted(out, text_of(x), ascii), true;
        if (x.is(None)) return out += "null", true;
        if (x.is(True)) return out += "true", true;
        if (x.is(False)) return out += "false", true;
        if (is_int(x)) return add(int_type.repr(x));
        if (has_type(x, float_type)) return number(x, out);
        if (has_flag(x, is_list) || has_flag(x, is_tuple)) return enter(x, &writer::sequence);
        if (has_flag(x, is_dict)) return enter(x, &writer::mapping);
        return enter(x, &writer::other);
    }

  private:
    bool add(const object& text) noexcept {
        if (!text) return false;
        out += text_of(text);
        return true;
    }
    bool number(ref x, std::string& to) noexcept {
        const double v = x.as<float_object>()->value;
        if (__builtin_isfinite(v)) {
            to += float_repr(v);
            return true;
        }
        if (!allow_nan) {
            raise_error(ValueError_type, "Out of range float values are not JSON compliant: %R", x);
            return false;
        }
        to += __builtin_isnan(v) ? "NaN" : v > 0 ? "Infinity" : "-Infinity";
        return true;
    }
    bool enter(ref x, bool (writer::*write)(ref) noexcept) noexcept {
        if (check_circular) {
            if (std::find(open_.begin(), open_.end(), x.heap()) != open_.end()) {
                raise_error(ValueError_type, "Circular reference detected");
                return false;
            }
            open_.push_back(x.heap());
        }
        const bool good = (this->*write)(x);
        if (check_circular) open_.pop_back();
        return good;
    }
    bool other(ref x) noexcept {
        object plain = default_(x);
        if (!plain) return false;
        if (value(plain)) return true;
        return note(x, "object");
    }

    /// Says in a note of the pending exception where it arose; false.
    bool note(ref holder, const std::string& part) noexcept {
        exception* e = state.pending;
        if (!e) return false;
        object exc(e);
        saved_error keep;
        object text = make_str("when serializing " + std::string(text_of(module_and_name(holder))) + " " + part);
        static const ref add_note = intern("add_note");
        if (!exc.call(add_note, text)) clear_pending();
        return false;
    }
    static object module_and_name(ref x) noexcept { return qualified_type_name(x.type()); }

    void new_line() {
        if (!indents) return;
        out += '\n';
        for (std::size_t i = 0; i < level_; ++i) out += indent;
    }

    bool sequence(ref x) noexcept {
        object items = tuple_from(x);
        if (!items) return false;
        const auto& list = *items.as<tuple_object>();
        if (list.size == 0) return out += "[]", true;
        out += '[';
        ++level_;
        for (std::size_t i = 0; i < list.size; ++i) {
            if (i) out += item_separator;
            new_line();
            if (!value(list.items[i])) return note(x, "item " + std::to_string(i));
        }
        --level_;
        new_line();
        out += ']';
        return true;
    }

    /// The text of a key; false: failed, or (skip) it is left out.
    bool key_text(ref key, std::string& text, bool& skip) noexcept {
        skip = false;
        if (is_str(key))
            text = text_of(key);
        else if (has_type(key, float_type))
            return number(key, text);
        else if (key.is(True))
            text = "true";
        else if (key.is(False))
            text = "false";
        else if (key.is(None))
            text = "null";
        else if (is_int(key)) {
            object digits = int_type.repr(key);
            if (!digits) return false;
            text = text_of(digits);
        } else if (skipkeys) {
            skip = true;
        } else {
            raise_error(TypeError_type, "keys must be str, int, float, bool or None, not %T", key);
            return false;
        }
        return true;
    }
    bool mapping(ref x) noexcept {
        object pairs = x.type() == &dict_type ? list_from(dict_items(x)) : list_from(x.call(intern("items")));
        if (!pairs || (sort_keys && !list_sort(pairs))) return false;
        const auto& list = *pairs.as<list_object>();
        if (list.size == 0) return out += "{}", true;
        out += '{';
        ++level_;
        bool first = true;
        for (std::size_t i = 0; i < list.size; ++i) {
            object key, item;
            object* const parts[] = {&key, &item};
            std::string text;
            bool skip;
            if (!unpack(list.items[i], 2, parts) || !key_text(key, text, skip)) return false;
            if (skip) continue;
            if (!first) out += item_separator;
            first = false;
            new_line();
            add_quoted(out, text, ascii);
            out += key_separator;
            if (!value(item)) {
                return note_item(x, key);
            }
        }
        --level_;
        if (!first) new_line();
        out += '}';
        return true;
    }
    bool note_item(ref holder, ref key) noexcept {
        std::string shown;
        {
            saved_error keep;
            object text = repr(key);
            if (text)
                shown = text_of(text);
            else
                clear_pending();
        }
        return note(holder, "item " + shown);
    }

    std::vector<const header*> open_;
    std::size_t level_ = 0;
};

}  // namespace

object write(ref, const ref* args, std::size_t, ref) {
    writer w;
    w.default_ = args[1];
    const auto flag = [&](std::size_t i) { return truth_of(args[i]) > 0; };
    w.ascii = flag(2), w.check_circular = flag(3), w.allow_nan = flag(4), w.sort_keys = flag(8), w.skipkeys = flag(9);
    if (is_failed()) return {};
    w.indents = !args[5].is(None);
    if (w.indents) w.indent = text_of(args[5]);
    w.item_separator = text_of(args[6]), w.key_separator = text_of(args[7]);
    return w.value(args[0]) ? make_str(w.out) : object();
}

namespace {

object quote(ref, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "first argument must be a string, not %T", args[0]);
    std::string out;
    add_quoted(out, text_of(args[0]), truth_of(args[1]) > 0);
    return make_str(out);
}

constexpr method_definition functions[] = {
    {"scan", scan,
     "module, text, start, whole, strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, "
     "fail, /"},
    {"write", write,
     "module, x, default, ascii, check_circular, allow_nan, indent, item_separator, key_separator, sort_keys, "
     "skipkeys, /"},
    {"quote", quote, "module, text, ascii, /"},
    {nullptr, nullptr},
};
bool fill(ref dict) { return add_functions(dict, functions, "_json"); }

}  // namespace
}  // namespace cowith::json

namespace cowith {
native_module native_modules::json_("_json", json::fill);
}
