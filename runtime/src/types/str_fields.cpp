// str.format and format_map (Objects/stringlib/unicode_format.h).
#include "types/arguments.hpp"
#include "types/format.hpp"
#include "types/text.hpp"
#include "types/unicode.hpp"

#include <cstdio>

namespace cowith {

namespace {

enum class numbering { undecided, automatic, manual };

/// -1: not a number, -2: failed (too many digits).
std::int64_t read_index(std::string_view text) noexcept {
    if (text.empty()) return -1;
    std::int64_t value = 0;
    for (std::uint32_t c : unicode::points(text)) {
        const int digit = unicode::decimal_value(c);
        if (digit < 0) return -1;
        if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, digit, &value)) {
            raise_error(ValueError_type, "Too many decimal digits in format string");
            return -2;
        }
    }
    return value;
}

/// One {name!conversion:spec}, as parts of the format string.
struct field {
    std::string_view name, spec;
    std::uint32_t conversion = 0;
    bool nested = false;  // the spec holds fields itself
};

class field_formatter {
  public:
    field_formatter(const ref* args, std::size_t count, ref names, ref mapping) noexcept
        : args_(args), count_(count), names_(names), mapping_(mapping) {}

    bool build(std::string_view format, int depth, std::string& out) noexcept {
        if (depth < 0) return fail("Max string recursion exceeded");
        std::string_view rest = format;
        while (!rest.empty()) {
            const std::size_t brace = rest.find_first_of("{}");
            out.append(rest.substr(0, brace));
            if (brace == rest.npos) break;
            const char c = rest[brace];
            rest.remove_prefix(brace + 1);
            if (!rest.empty() && rest[0] == c) {
                out.push_back(c);
                rest.remove_prefix(1);
                continue;
            }
            if (c == '}') return fail("Single '}' encountered in format string");
            if (rest.empty()) return fail("Single '{' encountered in format string");
            field f;
            if (!parse(rest, f) || !render(f, depth, out)) return false;
        }
        return true;
    }

  private:
    static bool fail(const char* message) noexcept {
        raise_error(ValueError_type, "%s", message);
        return false;
    }

    static bool parse(std::string_view& rest, field& f) noexcept {
        std::size_t i = 0;
        char c = 0;
        for (; i < rest.size();) {
            c = rest[i++];
            if (c == '{') return fail("unexpected '{' in field name");
            if (c == '[') {
                while (i < rest.size() && rest[i] != ']') ++i;
                continue;
            }
            if (c == '}' || c == ':' || c == '!') break;
        }
        if (c != '}' && c != ':' && c != '!') return fail("expected '}' before end of string");
        f.name = rest.substr(0, i - 1);
        if (c == '}') {
            rest.remove_prefix(i);
            return true;
        }
        if (c == '!') {
            if (i >= rest.size()) return fail("end of string while looking for conversion specifier");
            const char* p = rest.data() + i;
            f.conversion = unicode::next(p);
            i = static_cast<std::size_t>(p - rest.data());
            if (i < rest.size()) {
                c = rest[i++];
                if (c == '}') {
                    rest.remove_prefix(i);
                    return true;
                }
                if (c != ':') return fail("expected ':' after conversion specifier");
            }
        }
        const std::size_t start = i;
        for (int open = 1; i < rest.size();) {
            c = rest[i++];
            if (c == '{') {
                f.nested = true;
                ++open;
            } else if (c == '}' && --open == 0) {
                f.spec = rest.substr(start, i - 1 - start);
                rest.remove_prefix(i);
                return true;
            }
        }
        return fail("unmatched '{' in format spec");
    }

    static void raise_beyond_ascii(std::uint32_t conversion) noexcept {
        char code[16];
        std::snprintf(code, sizeof code, "%x", conversion);
        raise_error(ValueError_type, "Unknown conversion specifier \\x%s", code);
    }

    bool number(bool automatic) noexcept {
        const numbering wanted = automatic ? numbering::automatic : numbering::manual;
        if (numbering_ == numbering::undecided) numbering_ = wanted;
        if (numbering_ == wanted) return true;
        return fail(automatic ? "cannot switch from manual field specification to automatic field numbering"
                              : "cannot switch from automatic field numbering to manual field specification");
    }

    object named_argument(std::string_view name) noexcept {
        const object key = make_str(name);
        if (mapping_) return get_item(mapping_, key);
        for (std::size_t i = 0; i < keyword_count(names_); ++i)
            if (text_of(keyword_name(names_, i)) == name) return args_[count_ + i];
        return raise_with(KeyError_type, {ref(key)});
    }

    object first_value(std::string_view name) noexcept {
        std::int64_t index = read_index(name);
        if (index == -2) return failed;
        if (name.empty() || index != -1) {
            if (!number(name.empty())) return failed;
            if (name.empty()) index = next_++;
        }
        if (index == -1) return named_argument(name);
        if (mapping_) return raise_error(ValueError_type, "Format string contains positional fields");
        if (static_cast<std::uint64_t>(index) >= count_)
            return raise_error(IndexError_type, "Replacement index %zd out of range for positional args tuple",
                               static_cast<std::size_t>(index));
        return args_[index];
    }

    object value_of(std::string_view name) noexcept {
        const std::size_t head = name.find_first_of(".[");
        object value = first_value(name.substr(0, head));
        if (head == name.npos) return value;
        std::string_view rest = name.substr(head);
        while (value && !rest.empty()) {
            const char c = rest[0];
            rest.remove_prefix(1);
            if (c == '.') {
                const std::size_t end = rest.find_first_of(".[");
                const std::string_view attribute = rest.substr(0, end);
                if (attribute.empty()) return raise_error(ValueError_type, "Empty attribute in format string");
                rest = end == rest.npos ? std::string_view() : rest.substr(end);
                value = get_attribute(value, intern(attribute));
            } else if (c == '[') {
                const std::size_t end = rest.find(']');
                if (end == rest.npos) return raise_error(ValueError_type, "Missing ']' in format string");
                const std::string_view key = rest.substr(0, end);
                if (key.empty()) return raise_error(ValueError_type, "Empty attribute in format string");
                rest.remove_prefix(end + 1);
                const std::int64_t index = read_index(key);
                if (index == -2) return failed;
                value = get_item(value, index == -1 ? make_str(key) : make_int(index));
            } else {
                return raise_error(ValueError_type, "Only '.' or '[' may follow ']' in format field specifier");
            }
        }
        return value;
    }

    bool render(const field& f, int depth, std::string& out) noexcept {
        object value = value_of(f.name);
        if (!value) return false;
        switch (f.conversion) {
        case 0: break;
        case 'r': value = repr(value); break;
        case 's': value = to_str(value); break;
        case 'a': value = ascii_repr(value); break;
        default:
            if (f.conversion > 32 && f.conversion < 127)
                raise_error(ValueError_type, "Unknown conversion specifier %c", static_cast<int>(f.conversion));
            else
                raise_beyond_ascii(f.conversion);
            return false;
        }
        if (!value) return false;
        std::string expanded;
        std::string_view spec = f.spec;
        if (f.nested) {
            if (!build(f.spec, depth - 1, expanded)) return false;
            spec = expanded;
        }
        object spec_text;
        if (!spec.empty()) spec_text = make_str(spec);
        const object shown = format_value(value, spec_text);
        if (!shown) return false;
        out.append(text_of(shown));
        return true;
    }

    const ref* args_;
    std::size_t count_;
    ref names_, mapping_;
    numbering numbering_ = numbering::undecided;
    std::int64_t next_ = 0;
};

}  // namespace

object format_fields(ref format, const ref* args, std::size_t count, ref names, ref mapping) noexcept {
    std::string out;
    if (!field_formatter(args, count, names, mapping).build(text_of(format), 1, out)) return failed;
    return make_str(out);
}

}  // namespace cowith
