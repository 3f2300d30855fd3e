// str as a type: slots, constructor, subscripts, iteration.
#include "../objects/reduce.hpp"
#include "types/arguments.hpp"
#include "types/bounds.hpp"
#include "types/codecs.hpp"
#include "types/format.hpp"
#include "types/int_object.hpp"
#include "types/search.hpp"
#include "types/sequence.hpp"
#include "types/str_object.hpp"
#include "types/text.hpp"
#include "types/unicode.hpp"

#include <cstring>

namespace cowith {

namespace {

const str_object& str_of(ref x) noexcept { return *x.as<str_object>(); }

object exact_str(ref x) noexcept { return x.type() == &str_type ? object(x) : substring(x, 0, str_of(x).length); }

object new_str_value(const ref* args, std::size_t count, ref names) noexcept {
    ref values[3] = {};  // object, encoding, errors
    static constexpr const char* parameters[] = {"object", "encoding", "errors"};
    if (count + keyword_count(names) > 3)
        return raise_error(TypeError_type, "str expected at most 3 arguments, got %zd", count + keyword_count(names));
    for (std::size_t i = 0; i < count; ++i) values[i] = args[i];
    for (std::size_t i = 0; i < keyword_count(names); ++i) {
        const ref name = keyword_name(names, i);
        std::size_t at = 0;
        while (at < 3 && text_of(name) != parameters[at]) ++at;
        if (at == 3) return raise_error(TypeError_type, "str() got an unexpected keyword argument '%S'", name);
        if (values[at])
            return raise_error(TypeError_type, "argument for str() given by name ('%s') and position (%zd)",
                               parameters[at], at + 1);
        values[at] = args[count + i];
    }
    for (int i = 1; i < 3; ++i)
        if (values[i] && !is_str(values[i]))
            return raise_error(TypeError_type, "str() argument '%s' must be str, not %T", parameters[i], values[i]);
    if (!values[0]) return empty_str();
    if (!values[1] && !values[2]) return to_str(values[0]);
    if (is_str(values[0])) return raise_error(TypeError_type, "decoding str is not supported");
    std::string_view data;
    if (!is_bytes_or_bytearray(values[0], data))
        return raise_error(TypeError_type, "decoding to str: need a bytes-like object, %T found", values[0]);
    return decode(data, values[1], values[2], values[0]);
}

object new_(type_object& cls, const ref* args, std::size_t count, ref names) {
    object value = new_str_value(args, count, names);
    if (!value || &cls == &str_type) return value;
    return make_str_subclass(cls, text_of(value));
}

object richcompare(ref a, ref b, compare op) {
    if (!is_str(b) || !is_str(a)) return NotImplemented;
    const auto &x = str_of(a), &y = str_of(b);
    if (op == compare::eq || op == compare::ne) {
        const bool equal = &x == &y || (x.size == y.size && std::memcmp(x.text, y.text, x.size) == 0);
        return boolean(equal == (op == compare::eq));
    }
    // The bytes of UTF-8 sort as the code points do.
    const int order = x.view().compare(y.view());
    switch (op) {
    case compare::lt: return boolean(order < 0);
    case compare::le: return boolean(order <= 0);
    case compare::gt: return boolean(order > 0);
    default: return boolean(order >= 0);
    }
}

object add(ref a, ref b) {
    if (!is_str(b)) return raise_error(TypeError_type, "can only concatenate str (not \"%T\") to str", b);
    return concatenate(a, b);
}

object multiply(ref a, ref n) {
    if (!is_str(a)) return multiply(n, a);  // __rmul__
    std::int64_t count;
    return repeat_count(n, count) ? repeat_str(a, count) : object();
}

object modulo(ref a, ref b) {
    if (!is_str(a)) return NotImplemented;
    return percent_format(a, b);
}

object getitem(ref self, ref key) {
    const auto& s = str_of(self);
    if (key.is_heap() && key.type() == &slice_type) {
        std::int64_t start, stop, step, count;
        if (!slice_indices(key, s.length, start, stop, step, count)) return failed;
        if (count <= 0) return empty_str();
        if (step == 1) return substring(self, static_cast<std::size_t>(start), static_cast<std::size_t>(start + count));
        std::string out;
        out.reserve(static_cast<std::size_t>(count));
        for (std::int64_t i = 0; i < count; ++i) {
            const std::size_t at = offset_of(s, static_cast<std::size_t>(start + i * step));
            out.append(s.text + at, unicode::sequence_length(static_cast<unsigned char>(s.text[at])));
        }
        return make_str_of_length(out, static_cast<std::size_t>(count));
    }
    std::int64_t index;
    if (key.is_small()) {
        index = key.small();
    } else {
        type_object& type = *key.type();
        if (!(type.type_flags & type_ready)) ready(type);
        if (!type.as_index) return raise_error(TypeError_type, "string indices must be integers, not '%T'", key);
        if (!to_index(key, index)) return failed;
    }
    if (index < 0) index += s.length;
    if (index < 0 || index >= static_cast<std::int64_t>(s.length))
        return raise_error(IndexError_type, "string index out of range");
    const char* p = s.text + offset_of(s, static_cast<std::size_t>(index));
    return make_char(unicode::next(p));
}

int contains_text(ref self, ref item) {
    if (!is_str(item)) {
        raise_error(TypeError_type, "'in <string>' requires string as left operand, not %T", item);
        return -1;
    }
    return find_bytes(text_of(self), text_of(item)) != not_found;
}

// ---- iteration

struct str_iterator : gc_header {
    object text;               // empty when exhausted
    std::uint32_t offset = 0;  // in bytes
    explicit str_iterator(ref s) noexcept;
};

object iterator_next(ref self) {
    auto& it = *self.as<str_iterator>();
    if (!it.text) return {};
    const auto& s = str_of(it.text);
    if (it.offset >= s.size) {
        it.text.reset();
        return {};
    }
    const char* p = s.text + it.offset;
    const std::uint32_t c = unicode::next(p);
    it.offset = static_cast<std::uint32_t>(p - s.text);
    return make_char(c);
}

object iterator_length_hint(ref self, const ref*, std::size_t, ref) {
    const auto& it = *self.as<str_iterator>();
    if (!it.text) return 0;
    const auto& s = str_of(it.text);
    return static_cast<std::int64_t>(s.length - index_at(s, it.offset));
}

object iterator_reduce(ref self, const ref*, std::size_t, ref) {
    const auto& it = *self.as<str_iterator>();
    if (!it.text) return reduce_to_iter(intern(""));
    return reduce_to_iter(it.text, make_uint(index_at(str_of(it.text), it.offset)));
}
object iterator_setstate(ref self, const ref* args, std::size_t, ref) {
    auto& it = *self.as<str_iterator>();
    std::int64_t place;
    if (!iterator_state(args[0], place)) return {};
    if (!it.text) return None;
    const auto& s = str_of(it.text);
    const char* p = s.text;
    for (std::int64_t i = 0; i < place && p < s.text + s.size; ++i) unicode::next(p);
    it.offset = static_cast<std::uint32_t>(p - s.text);
    return None;
}

constexpr method_definition iterator_methods[] = {
    {"__reduce__", iterator_reduce, "self, /"},
    {"__setstate__", iterator_setstate, "self, state, /"},
    {"__length_hint__", iterator_length_hint, "self, /"},
    {nullptr, nullptr},
};

constexpr void fill_iterator(type_object& t) noexcept {
    t.instance_size = sizeof(str_iterator);
    t.methods = iterator_methods;
    t.dealloc = [](header* dead) noexcept {
        untrack(static_cast<gc_header*>(dead));
        destroy<str_iterator>(dead);
    };
    t.traverse = [](header* o, visitor v, void* context) { visit(static_cast<str_iterator*>(o)->text, v, context); };
    t.iter = [](ref x) -> object { return x; };
    t.next = iterator_next;
}

constinit type_object str_iterator_type("str_iterator", &object_type, type_gc, fill_iterator);
constinit type_object str_ascii_iterator_type("str_ascii_iterator", &object_type, type_gc, fill_iterator);

str_iterator::str_iterator(ref s) noexcept
    : gc_header(str_of(s).is_ascii() ? &str_ascii_iterator_type : &str_iterator_type), text(s) {}

object iterate(ref self) {
    auto* it = make<str_iterator>(self);
    track(it);
    return object::take(it);
}

object method_format_spec(ref self, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "__format__() argument must be str, not %T", args[0]);
    return format_str(self, text_of(args[0]));
}

object method_getnewargs(ref self, const ref*, std::size_t, ref) { return tuple(exact_str(self)); }

constexpr const char* no_arguments = "self, /";
constexpr const char* search_arguments = "self, sub, start=None, end=None, /";
constexpr const char* padding_arguments = "self, width, fillchar=' ', /";

constexpr method_definition str_methods[] = {
    {"__getnewargs__", exact_new_arguments, "self, /"},
    {"capitalize", str_capitalize, no_arguments},
    {"casefold", str_casefold, no_arguments},
    {"center", str_center, padding_arguments},
    {"count", str_count, search_arguments},
    {"encode", str_encode, "self, /, encoding='utf-8', errors='strict'"},
    {"endswith", str_endswith, "self, suffix, start=None, end=None, /"},
    {"expandtabs", str_expandtabs, "self, /, tabsize=8"},
    {"find", str_find, search_arguments},
    {"format", str_format, ""},
    {"format_map", str_format_map, "self, mapping, /"},
    {"index", str_index, search_arguments},
    {"isalnum", str_isalnum, no_arguments},
    {"isalpha", str_isalpha, no_arguments},
    {"isascii", str_isascii, no_arguments},
    {"isdecimal", str_isdecimal, no_arguments},
    {"isdigit", str_isdigit, no_arguments},
    {"isidentifier", str_isidentifier, no_arguments},
    {"islower", str_islower, no_arguments},
    {"isnumeric", str_isnumeric, no_arguments},
    {"isprintable", str_isprintable, no_arguments},
    {"isspace", str_isspace, no_arguments},
    {"istitle", str_istitle, no_arguments},
    {"isupper", str_isupper, no_arguments},
    {"join", str_join, "self, iterable, /"},
    {"ljust", str_ljust, padding_arguments},
    {"lower", str_lower, no_arguments},
    {"lstrip", str_lstrip, "self, chars=None, /"},
    {"maketrans", str_maketrans, "x, y=<unrepresentable>, z=<unrepresentable>, /", method_static},
    {"partition", str_partition, "self, sep, /"},
    {"removeprefix", str_removeprefix, "self, prefix, /"},
    {"removesuffix", str_removesuffix, "self, suffix, /"},
    {"replace", str_replace, "self, old, new, /, count=-1"},
    {"rfind", str_rfind, search_arguments},
    {"rindex", str_rindex, search_arguments},
    {"rjust", str_rjust, padding_arguments},
    {"rpartition", str_rpartition, "self, sep, /"},
    {"rsplit", str_rsplit, "self, /, sep=None, maxsplit=-1"},
    {"rstrip", str_rstrip, "self, chars=None, /"},
    {"split", str_split, "self, /, sep=None, maxsplit=-1"},
    {"splitlines", str_splitlines, "self, /, keepends=False"},
    {"startswith", str_startswith, "self, prefix, start=None, end=None, /"},
    {"strip", str_strip, "self, chars=None, /"},
    {"swapcase", str_swapcase, no_arguments},
    {"title", str_title, no_arguments},
    {"translate", str_translate, "self, table, /"},
    {"upper", str_upper, no_arguments},
    {"zfill", str_zfill, "self, width, /"},
    {"__format__", method_format_spec, "self, format_spec, /"},
    {"__getnewargs__", method_getnewargs, no_arguments},
    {nullptr, nullptr},
};

}  // namespace

object concatenate(ref a, ref b) noexcept {
    const auto &x = str_of(a), &y = str_of(b);
    if (x.size == 0 && y.type == &str_type) return b;
    if (y.size == 0 && x.type == &str_type) return a;
    str_object* result = new_str(std::size_t{x.size} + y.size, std::size_t{x.length} + y.length);
    if (!result) return failed;
    std::memcpy(result->text, x.text, x.size);
    std::memcpy(result->text + x.size, y.text, y.size);
    return object::take(result);
}

object repeat_str(ref x, std::int64_t n) noexcept {
    const auto& s = str_of(x);
    if (n <= 0 || s.size == 0) return empty_str();
    if (n == 1) return exact_str(x);
    if (static_cast<std::uint64_t>(n) > UINT32_MAX) return raise_error(MemoryError_type, "");
    const auto count = static_cast<std::size_t>(n);
    str_object* result = new_str(s.size * count, s.length * count);
    if (!result) return failed;
    if (s.size == 1) {
        std::memset(result->text, s.text[0], count);
    } else {
        for (std::size_t i = 0; i < count; ++i) std::memcpy(result->text + i * s.size, s.text, s.size);
    }
    return object::take(result);
}

object str_encode(ref self, const ref* args, std::size_t, ref) {
    static constexpr const char* parameters[] = {"encoding", "errors"};
    for (int i = 0; i < 2; ++i)
        if (args[i] && !is_str(args[i]))
            return raise_error(TypeError_type, "encode() argument '%s' must be str, not %T", parameters[i], args[i]);
    return encode(self, args[0], args[1]);
}

object str_format(ref self, const ref* args, std::size_t count, ref names) {
    return format_fields(self, args, count, names, {});
}
object str_format_map(ref self, const ref* args, std::size_t, ref) {
    return format_fields(self, nullptr, 0, {}, args[0]);
}

constinit type_object str_type("str", &object_type, type_subclassable | is_string, [](type_object& t) {
    t.instance_size = sizeof(str_object);
    t.methods = str_methods;
    t.dealloc = dealloc_str;
    t.new_ = new_;
    t.repr = [](ref x) -> object {
        std::string out;
        append_repr(out, text_of(x), false);
        return make_str(out);
    };
    t.str = [](ref x) -> object { return exact_str(x); };
    t.hash = [](ref x) -> std::int64_t { return hash_str(*x.as<str_object>()); };
    t.richcompare = richcompare;
    t.iter = iterate;
    t.truth = [](ref x) -> int { return str_of(x).size != 0; };
    t.length = [](ref x) -> std::int64_t { return str_of(x).length; };
    t.getitem = getitem;
    t.contains = contains_text;
    t.set_number(number_op::add, add);
    t.set_number(number_op::mul, multiply);
    t.set_number(number_op::mod, modulo);
    t.doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object.";
});

}  // namespace cowith
