// str: case mappings and the is...() tests.
#include "types/str_object.hpp"
#include "types/text.hpp"
#include "types/unicode.hpp"

namespace cowith {

namespace {

const str_object& str_of(ref x) noexcept { return *x.as<str_object>(); }

void append_mapped(std::string& out, unicode::mapped m) noexcept {
    for (unsigned i = 0; i < m.count; ++i) unicode::append(out, m.point[i]);
}

template <class F> object map_ascii(const str_object& s, F f) noexcept {
    str_object* result = new_str(s.size, s.size);
    if (!result) return failed;
    for (std::uint32_t i = 0; i < s.size; ++i) result->text[i] = f(s.text[i]);
    return object::take(result);
}

char ascii_lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
char ascii_upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

/// A capital sigma is a final one where a cased letter stands before it and none behind, whatever is case-ignorable
/// in between.
bool is_final_sigma(std::string_view text, const char* at) noexcept {
    const char* p = at;
    bool cased = false;
    while (p > text.data()) {
        const std::uint32_t c = unicode::previous(p);
        if (unicode::is_case_ignorable(c)) continue;
        cased = unicode::is_cased(c);
        break;
    }
    if (!cased) return false;
    const char* end = text.data() + text.size();
    unicode::next(at);
    while (at < end) {
        const std::uint32_t c = unicode::next(at);
        if (unicode::is_case_ignorable(c)) continue;
        return !unicode::is_cased(c);
    }
    return true;
}

void append_lower(std::string& out, std::string_view text, const char* at) noexcept {
    const char* p = at;
    const std::uint32_t c = unicode::next(p);
    if (c == 0x3a3)
        unicode::append(out, is_final_sigma(text, at) ? 0x3c2 : 0x3c3);
    else
        append_mapped(out, unicode::to_lower(c));
}

template <class F> object map_each(const str_object& s, F append) noexcept {
    std::string out;
    out.reserve(s.size + 8);
    const std::string_view text = s.view();
    for (const char *p = text.data(), *end = p + text.size(); p < end;) {
        const char* at = p;
        const std::uint32_t c = unicode::next(p);
        append(out, c, text, at);
    }
    return make_str(out);
}

template <class F> bool all_points(const str_object& s, F test) noexcept {
    if (s.size == 0) return false;
    for (std::uint32_t c : unicode::points(s.view()))
        if (!test(c)) return false;
    return true;
}

}  // namespace

object str_lower(ref self, const ref*, std::size_t, ref) {
    const auto& s = str_of(self);
    if (s.is_ascii()) return map_ascii(s, ascii_lower);
    return map_each(
        s, [](std::string& out, std::uint32_t, std::string_view text, const char* at) { append_lower(out, text, at); });
}

object str_upper(ref self, const ref*, std::size_t, ref) {
    const auto& s = str_of(self);
    if (s.is_ascii()) return map_ascii(s, ascii_upper);
    return map_each(s, [](std::string& out, std::uint32_t c, std::string_view, const char*) {
        append_mapped(out, unicode::to_upper(c));
    });
}

object str_casefold(ref self, const ref*, std::size_t, ref) {
    const auto& s = str_of(self);
    if (s.is_ascii()) return map_ascii(s, ascii_lower);
    return map_each(s, [](std::string& out, std::uint32_t c, std::string_view, const char*) {
        append_mapped(out, unicode::to_folded(c));
    });
}

object str_swapcase(ref self, const ref*, std::size_t, ref) {
    return map_each(str_of(self), [](std::string& out, std::uint32_t c, std::string_view text, const char* at) {
        if (unicode::is_upper(c))
            append_lower(out, text, at);
        else if (unicode::is_lower(c))
            append_mapped(out, unicode::to_upper(c));
        else
            unicode::append(out, c);
    });
}

object str_title(ref self, const ref*, std::size_t, ref) {
    bool after_cased = false;
    return map_each(str_of(self), [&](std::string& out, std::uint32_t c, std::string_view text, const char* at) {
        if (after_cased)
            append_lower(out, text, at);
        else
            append_mapped(out, unicode::to_title(c));
        after_cased = unicode::is_cased(c);
    });
}

object str_capitalize(ref self, const ref*, std::size_t, ref) {
    const auto& s = str_of(self);
    return map_each(s, [](std::string& out, std::uint32_t c, std::string_view text, const char* at) {
        if (at == text.data())
            append_mapped(out, unicode::to_title(c));
        else
            append_lower(out, text, at);
    });
}

#define COWITH_STR_TEST(name, test)                                                                                    \
    object str_##name(ref self, const ref*, std::size_t, ref) { return boolean(all_points(str_of(self), test)); }
COWITH_STR_TEST(isalpha, unicode::is_alpha)
COWITH_STR_TEST(isdecimal, unicode::is_decimal)
COWITH_STR_TEST(isdigit, unicode::is_digit)
COWITH_STR_TEST(isnumeric, unicode::is_numeric)
COWITH_STR_TEST(isspace, unicode::is_space)
COWITH_STR_TEST(isalnum, [](std::uint32_t c) { return unicode::is_alpha(c) || unicode::is_numeric(c); })
#undef COWITH_STR_TEST

object str_isascii(ref self, const ref*, std::size_t, ref) { return boolean(str_of(self).is_ascii()); }

object str_isprintable(ref self, const ref*, std::size_t, ref) {
    return boolean(str_of(self).size == 0 || all_points(str_of(self), unicode::is_printable));
}

object str_isidentifier(ref self, const ref*, std::size_t, ref) {
    bool first = true;
    return boolean(all_points(str_of(self), [&](std::uint32_t c) {
        const bool good = first ? unicode::is_identifier_start(c) : unicode::is_identifier_part(c);
        first = false;
        return good;
    }));
}

object str_islower(ref self, const ref*, std::size_t, ref) {
    bool cased = false;
    for (std::uint32_t c : unicode::points(text_of(self))) {
        if (unicode::is_upper(c) || unicode::is_title(c)) return False;
        cased = cased || unicode::is_lower(c);
    }
    return boolean(cased);
}

object str_isupper(ref self, const ref*, std::size_t, ref) {
    bool cased = false;
    for (std::uint32_t c : unicode::points(text_of(self))) {
        if (unicode::is_lower(c) || unicode::is_title(c)) return False;
        cased = cased || unicode::is_upper(c);
    }
    return boolean(cased);
}

object str_istitle(ref self, const ref*, std::size_t, ref) {
    bool cased = false, after_cased = false;
    for (std::uint32_t c : unicode::points(text_of(self))) {
        if (unicode::is_upper(c) || unicode::is_title(c)) {
            if (after_cased) return False;
            after_cased = cased = true;
        } else if (unicode::is_lower(c)) {
            if (!after_cased) return False;
            cased = true;
        } else {
            after_cased = false;
        }
    }
    return boolean(cased);
}

}  // namespace cowith
