// Reading JSON text (Lib/json/decoder.py, scanner.py for the rules and the errors).
#include "json.hpp"
#include "types/text.hpp"
#include "types/unicode.hpp"

#include <cstdlib>

namespace cowith::json {
namespace {

/// What the decoder's caller wants to make of objects and numbers; empty: the usual.
struct hooks {
    ref object_hook, pairs_hook, parse_float, parse_int, parse_constant;
};

class scanner {
  public:
    scanner(ref text, const hooks& use, bool strict, ref fail) noexcept
        : text_(text_of(text)), use_(use), strict_(strict), fail_(fail), source_(text) {}

    std::size_t at = 0;

    void skip_space() noexcept {
        while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\n' || text_[at] == '\t' || text_[at] == '\r'))
            ++at;
    }

    object value() noexcept {
        if (stack_exhausted()) return {};
        if (at >= text_.size()) return error("Expecting value", at);
        switch (text_[at]) {
        case '"': return string(++at);
        case '{': return members();
        case '[': return items();
        case 'n': return word("null", None);
        case 't': return word("true", True);
        case 'f': return word("false", False);
        case 'N': return constant("NaN", __builtin_nan(""));
        case 'I': return constant("Infinity", __builtin_inf());
        case '-':
            if (text_.substr(at).starts_with("-Infinity")) return constant("-Infinity", -__builtin_inf());
            return number();
        default: return number();
        }
    }

    /// Raises through the callable that makes a JSONDecodeError; `place` in bytes.
    object error(const char* message, std::size_t place) const noexcept {
        const auto index = unicode::count_points(text_.substr(0, place));
        object exc = fail_(make_str(message), source_, make_uint(index));
        if (exc) raise(exc);
        return {};
    }

  private:
    object word(std::string_view spelled, ref result) noexcept {
        if (!text_.substr(at).starts_with(spelled)) return error("Expecting value", at);
        at += spelled.size();
        return result;
    }
    object constant(std::string_view spelled, double result) noexcept {
        if (!text_.substr(at).starts_with(spelled)) return error("Expecting value", at);
        at += spelled.size();
        return use_.parse_constant ? use_.parse_constant(make_str(spelled)) : make_float(result);
    }

    bool digits(std::size_t& i) const noexcept {
        const std::size_t from = i;
        while (i < text_.size() && text_[i] >= '0' && text_[i] <= '9') ++i;
        return i > from;
    }
    object number() noexcept {
        const std::size_t from = at;
        std::size_t i = at + (text_[at] == '-' ? 1 : 0);
        if (i < text_.size() && text_[i] == '0')
            ++i;
        else if (!digits(i))
            return error("Expecting value", from);
        bool is_float = false;
        if (std::size_t j = i + 1; i < text_.size() && text_[i] == '.' && digits(j)) i = j, is_float = true;
        if (i < text_.size() && (text_[i] == 'e' || text_[i] == 'E')) {
            std::size_t j = i + 1;
            if (j < text_.size() && (text_[j] == '+' || text_[j] == '-')) ++j;
            if (digits(j)) i = j, is_float = true;
        }
        at = i;
        const std::string_view spelled = text_.substr(from, i - from);
        if (is_float) {
            if (use_.parse_float) return use_.parse_float(make_str(spelled));
            double result = 0;
            (void)double_from_text(spelled, result);
            return make_float(result);
        }
        if (use_.parse_int) return use_.parse_int(make_str(spelled));
        return spelled.size() < 18 ? make_int(std::strtoll(std::string(spelled).c_str(), nullptr, 10))
                                   : ref(&int_type)(make_str(spelled));
    }

    static int hex_value(char c) noexcept {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
    /// The four digits behind "\u" at `i`; -1: malformed.
    int four_digits(std::size_t i) const noexcept {
        if (i + 4 > text_.size()) return -1;
        int value = 0;
        for (std::size_t k = i; k < i + 4; ++k) {
            const int digit = hex_value(text_[k]);
            if (digit < 0) return -1;
            value = value * 16 + digit;
        }
        return value;
    }

    /// The string whose first character is at `begin`.
    object string(std::size_t begin) noexcept {
        std::string out;
        std::size_t i = begin, from = begin;
        for (;; ++i) {
            if (i >= text_.size()) return error("Unterminated string starting at", begin - 1);
            const auto c = static_cast<unsigned char>(text_[i]);
            if (c == '"') break;
            if (c < 0x20 && strict_) return error("Invalid control character at", i);
            if (c != '\\') continue;
            out.append(text_.substr(from, i - from));
            if (++i >= text_.size()) return error("Unterminated string starting at", begin - 1);
            static constexpr std::string_view names = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
            if (const auto which = names.find(text_[i]); which != names.npos) {
                out += meanings[which];
            } else if (text_[i] == 'u') {
                int value = four_digits(i + 1);
                if (value < 0) return error("Invalid \\uXXXX escape", i);
                i += 4;
                if (value >= 0xd800 && value < 0xdc00 && text_.substr(i + 1).starts_with("\\u")) {
                    const int low = four_digits(i + 3);
                    if (low < 0) return error("Invalid \\uXXXX escape", i + 2);
                    if (low >= 0xdc00 && low < 0xe000) {
                        value = 0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00);
                        i += 6;
                    }
                }
                unicode::append(out, static_cast<std::uint32_t>(value));
            } else {
                return error("Invalid \\escape", i - 1);
            }
            from = i + 1;
        }
        at = i + 1;
        if (out.empty()) return make_str(text_.substr(from, i - from));
        out.append(text_.substr(from, i - from));
        return make_str(out);
    }

    object members() noexcept {
        const bool pairs_wanted = static_cast<bool>(use_.pairs_hook);
        object made = pairs_wanted ? make_list() : make_dict();
        ++at;
        skip_space();
        if (at < text_.size() && text_[at] == '}') {
            ++at;
        } else {
            if (at >= text_.size() || text_[at] != '"')
                return error("Expecting property name enclosed in double quotes", at);
            for (;;) {
                object key = string(++at);
                if (!key) return {};
                if (key.as<str_object>()->size < 64) key = intern_key(key);
                skip_space();
                if (at >= text_.size() || text_[at] != ':') return error("Expecting ':' delimiter", at);
                ++at;
                skip_space();
                object item = value();
                if (!item) return {};
                if (pairs_wanted ? !list_append(made, tuple(key, item)) : !dict_set(made, key, item)) return {};
                skip_space();
                if (at < text_.size() && text_[at] == '}') {
                    ++at;
                    break;
                }
                if (at >= text_.size() || text_[at] != ',') return error("Expecting ',' delimiter", at);
                const std::size_t comma = at++;
                skip_space();
                if (at < text_.size() && text_[at] == '"') continue;
                if (at < text_.size() && text_[at] == '}')
                    return error("Illegal trailing comma before end of object", comma);
                return error("Expecting property name enclosed in double quotes", at);
            }
        }
        if (pairs_wanted) return use_.pairs_hook(made);
        return use_.object_hook ? use_.object_hook(made) : made;
    }

    object items() noexcept {
        object made = make_list();
        ++at;
        skip_space();
        if (at < text_.size() && text_[at] == ']') return ++at, made;
        for (;;) {
            object item = value();
            if (!item || !list_append(made, item)) return {};
            skip_space();
            if (at < text_.size() && text_[at] == ']') return ++at, made;
            if (at >= text_.size() || text_[at] != ',') return error("Expecting ',' delimiter", at);
            const std::size_t comma = at++;
            skip_space();
            if (at < text_.size() && text_[at] == ']')
                return error("Illegal trailing comma before end of array", comma);
        }
    }

    /// Equal keys of one text are one object.
    object intern_key(ref key) noexcept {
        if (!keys_) keys_ = make_dict();
        if (ref known = dict_get(keys_, key)) return known;
        dict_set(keys_, key, key);
        return key;
    }

    std::string_view text_;
    const hooks& use_;
    bool strict_;
    ref fail_, source_;
    object keys_;
};

}  // namespace

object scan(ref, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "first argument must be a string, not %T", args[0]);
    const auto given = [&](std::size_t i) { return args[i].is(None) ? ref() : args[i]; };
    const hooks use{given(4), given(5), given(6), given(7), given(8)};
    std::int64_t start;
    const int strict = truth_of(args[3]);
    if (strict < 0 || !to_size(args[1], start)) return {};
    scanner s(args[0], use, strict, args[9]);
    const auto& text = *args[0].as<str_object>();
    if (start < 0 || start > text.length) return raise_error(ValueError_type, "idx cannot be negative");
    s.at = offset_of(text, static_cast<std::size_t>(start));
    const bool whole = truth_of(args[2]) > 0;
    if (whole) s.skip_space();
    object result = s.value();
    if (!result) return {};
    if (!whole) return tuple(result, make_uint(index_at(text, s.at)));
    s.skip_space();
    return s.at == text.size ? result : s.error("Extra data", s.at);
}

}  // namespace cowith::json
