// Parsing format specifications and laying numbers out (Python/formatter_unicode.c).
#include "types/format_spec.hpp"

#include "types/unicode.hpp"

#include <cstdio>

namespace cowith {

namespace {

/// Walks the specification by code points.
class reader {
  public:
    explicit reader(std::string_view text) noexcept : at_(text.data()), end_(at_ + text.size()) {}
    bool done() const noexcept { return at_ == end_; }
    std::uint32_t peek() const noexcept {
        if (done()) return 0;
        const char* p = at_;
        return unicode::next(p);
    }
    std::uint32_t peek_second() const noexcept {
        if (done()) return 0;
        const char* p = at_;
        unicode::next(p);
        if (p == end_) return 0;
        return unicode::next(p);
    }
    std::uint32_t take() noexcept { return unicode::next(at_); }
    bool accept(char c) noexcept {
        if (done() || *at_ != c) return false;
        ++at_;
        return true;
    }
    std::size_t left() const noexcept { return unicode::count_points({at_, static_cast<std::size_t>(end_ - at_)}); }

  private:
    const char *at_, *end_;
};

bool is_alignment(std::uint32_t c) noexcept { return c == '<' || c == '>' || c == '=' || c == '^'; }

/// The number of digits read, -1: failed.
int read_integer(reader& in, std::int64_t& out) noexcept {
    int digits = 0;
    out = 0;
    for (; !in.done(); ++digits) {
        const int digit = unicode::decimal_value(in.peek());
        if (digit < 0) break;
        if (__builtin_mul_overflow(out, 10, &out) || __builtin_add_overflow(out, digit, &out)) {
            raise_error(ValueError_type, "Too many decimal digits in format string");
            return -1;
        }
        in.take();
    }
    return digits;
}

bool raise_both_groupings() noexcept {
    raise_error(ValueError_type, "Cannot specify both ',' and '_'.");
    return false;
}

/// [,|_], not both. False: failed.
bool read_grouping(reader& in, char& out) noexcept {
    if (in.accept(',')) out = ',';
    if (in.peek() == '_') {
        if (out) return raise_both_groupings();
        in.take();
        out = '_';
    }
    return !(in.peek() == ',' && out == '_') || raise_both_groupings();
}

std::string hexadecimal(std::uint32_t v) noexcept {
    char buffer[16];
    const int size = std::snprintf(buffer, sizeof buffer, "%x", v);
    return {buffer, static_cast<std::size_t>(size)};
}

bool raise_grouping(char grouping, std::uint32_t type) noexcept {
    if (type > 32 && type < 128)
        raise_error(ValueError_type, "Cannot specify '%c' with '%c'.", grouping, static_cast<int>(type));
    else
        raise_error(ValueError_type, "Cannot specify '%c' with '\\x%s'.", grouping, hexadecimal(type).c_str());
    return false;
}

bool check_grouping(format_spec& spec) noexcept {
    if (spec.grouping) {
        switch (spec.type) {
        case 'd':
        case 'e':
        case 'f':
        case 'g':
        case 'E':
        case 'G':
        case '%':
        case 'F':
        case 0: break;
        case 'b':
        case 'o':
        case 'x':
        case 'X':
            if (spec.grouping != '_') return raise_grouping(spec.grouping, spec.type);
            spec.group_size = 4;
            break;
        default: return raise_grouping(spec.grouping, spec.type);
        }
    }
    return !(spec.type == 'n' && spec.fraction_grouping) || raise_grouping(spec.fraction_grouping, spec.type);
}

}  // namespace

bool parse_format_spec(std::string_view text, std::uint32_t default_type, char default_align, ref x,
                       format_spec& spec) noexcept {
    reader in(text);
    spec.type = default_type;
    spec.align = default_align;
    bool fill_given = false;
    if (is_alignment(in.peek_second())) {
        spec.fill = in.take();
        spec.align = static_cast<char>(in.take());
        fill_given = spec.align_given = true;
    } else if (is_alignment(in.peek())) {
        spec.align = static_cast<char>(in.take());
        spec.align_given = true;
    }
    for (char sign : {' ', '+', '-'})
        if (!spec.sign && in.accept(sign)) spec.sign = sign;
    spec.no_negative_zero = in.accept('z');
    spec.alternate = in.accept('#');
    if (!fill_given && in.accept('0')) {
        spec.fill = '0';
        if (!spec.align_given && default_align == '>') spec.align = '=';
    }
    int digits = read_integer(in, spec.width);
    if (digits < 0) return false;
    if (digits == 0) spec.width = -1;
    if (!read_grouping(in, spec.grouping)) return false;
    if (in.accept('.')) {
        digits = read_integer(in, spec.precision);
        if (digits < 0) return false;
        if (digits == 0) spec.precision = -1;
        if (!read_grouping(in, spec.fraction_grouping)) return false;
        if (digits == 0 && !spec.fraction_grouping) {
            raise_error(ValueError_type, "Format specifier missing precision");
            return false;
        }
    }
    if (in.left() > 1) {
        const object shown = make_str(text);
        raise_error(ValueError_type, "Invalid format specifier '%S' for object of type '%T'", ref(shown), x);
        return false;
    }
    if (!in.done()) spec.type = in.take();
    return check_grouping(spec);
}

failed_t raise_unknown_format_code(std::uint32_t type, ref x) noexcept {
    if (type > 32 && type < 128)
        return raise_error(ValueError_type, "Unknown format code '%c' for object of type '%T'", static_cast<int>(type),
                           x);
    return raise_error(ValueError_type, "Unknown format code '\\x%s' for object of type '%T'",
                       hexadecimal(type).c_str(), x);
}

number_parts split_number(std::string_view text) noexcept {
    number_parts parts;
    if (!text.empty() && text[0] == '-') {
        parts.sign = '-';
        text.remove_prefix(1);
    }
    auto digits = [&text] {
        std::size_t n = 0;
        while (n < text.size() && text[n] >= '0' && text[n] <= '9') ++n;
        const std::string_view run = text.substr(0, n);
        text.remove_prefix(n);
        return run;
    };
    parts.digits = digits();
    if (!text.empty() && text[0] == '.') {
        parts.point = true;
        text.remove_prefix(1);
        parts.fraction = digits();
    }
    parts.rest = text;
    return parts;
}

namespace {

/// The digits with separators, zeros in front until `least` characters are there.
std::string grouped(std::string_view digits, std::int64_t least, char separator, int group) noexcept {
    std::string reversed;
    auto remaining = static_cast<std::int64_t>(digits.size());
    bool separate = false;
    const auto at_least_one = [&] {
        return remaining > least ? (remaining > 1 ? remaining : 1) : (least > 1 ? least : 1);
    };
    for (;;) {
        std::int64_t take = at_least_one();
        if (separator && take > group) take = group;
        if (separate) reversed.push_back(separator);
        for (std::int64_t i = 0; i < take; ++i) {
            reversed.push_back(remaining > 0 ? digits[static_cast<std::size_t>(remaining - 1)] : '0');
            if (remaining > 0) --remaining;
        }
        separate = true;
        least -= take;
        if (!separator || (remaining <= 0 && least <= 0)) break;
        --least;
    }
    return {reversed.rbegin(), reversed.rend()};
}

std::string grouped_fraction(std::string_view digits, char separator) noexcept {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (separator && i && i % 3 == 0) out.push_back(separator);
        out.push_back(digits[i]);
    }
    return out;
}

void append_fill(std::string& out, std::uint32_t fill, std::int64_t count) noexcept {
    for (; count > 0; --count) unicode::append(out, fill);
}

}  // namespace

void append_number(std::string& out, const number_parts& parts, const format_spec& spec) noexcept {
    char sign = parts.sign;
    if (!sign && (spec.sign == '+' || spec.sign == ' ')) sign = spec.sign;
    const std::string fraction = grouped_fraction(parts.fraction, spec.fraction_grouping);
    const auto others = static_cast<std::int64_t>((sign ? 1 : 0) + parts.prefix.size() + (parts.point ? 1 : 0) +
                                                  fraction.size() + parts.rest.size());
    const std::int64_t least = spec.fill == '0' && spec.align == '=' ? spec.width - others : 0;
    const std::string digits =
        parts.digits.empty() ? std::string() : grouped(parts.digits, least, spec.grouping, spec.group_size);
    std::int64_t missing = spec.width - others - static_cast<std::int64_t>(digits.size());
    if (missing < 0) missing = 0;
    std::int64_t left = 0, inner = 0;
    switch (spec.align) {
    case '<': break;
    case '^': left = missing / 2; break;
    case '=': inner = missing; break;
    default: left = missing; break;
    }
    append_fill(out, spec.fill, left);
    if (sign) out.push_back(sign);
    out.append(parts.prefix);
    append_fill(out, spec.fill, inner);
    out += digits;
    if (parts.point) out.push_back('.');
    out += fraction;
    out.append(parts.rest);
    append_fill(out, spec.fill, missing - left - inner);
}

void append_padded(std::string& out, std::string_view text, std::int64_t length, const format_spec& spec,
                   char default_align) noexcept {
    const std::int64_t missing = spec.width > length ? spec.width - length : 0;
    const char align = spec.align ? spec.align : default_align;
    const std::int64_t left = align == '>' ? missing : align == '^' ? missing / 2 : 0;
    append_fill(out, spec.fill, left);
    out.append(text);
    append_fill(out, spec.fill, missing - left);
}

}  // namespace cowith
