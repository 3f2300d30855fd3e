// io.StringIO and io.BytesIO: files in memory.
#include "file.hpp"
#include "modules/native_code.hpp"
#include "types/memoryview.hpp"

#include <cowith/native_modules.hpp>

#include <cstdio>
#include <string>

namespace cowith {

extern type_object string_io_type, bytes_io_type;

namespace {

std::u32string to_points(std::string_view text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i++]);
        const int more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        char32_t point = more ? lead & (0x3F >> more) : lead;
        for (int k = 0; k < more; ++k) point = (point << 6) | (static_cast<unsigned char>(text[i++]) & 0x3F);
        out += point;
    }
    return out;
}
object from_points(std::u32string_view points) noexcept {
    str_builder text;
    for (char32_t p : points) text.add_point(p);
    return text.finish();
}

/// Both kinds: the units are code points or bytes.
template <class Unit> struct memory_file : gc_header {
    std::basic_string<Unit> data;
    std::size_t at = 0;
    newline_mode newline = newline_mode::lf;
    bool closed = false;
    object dict;
    gc_header* weakrefs = nullptr;
    explicit memory_file(type_object& t) noexcept : gc_header(&t) {}
    std::basic_string_view<Unit> rest() const noexcept {
        return at < data.size() ? std::basic_string_view<Unit>(data).substr(at) : std::basic_string_view<Unit>();
    }
};
using string_io = memory_file<char32_t>;
using bytes_io = memory_file<char>;

template <class Unit> memory_file<Unit>& as_file(ref x) noexcept { return *x.as<memory_file<Unit>>(); }
template <class Unit> constexpr bool is_text = std::is_same_v<Unit, char32_t>;

template <class Unit> object make_result(std::basic_string_view<Unit> units) noexcept {
    if constexpr (is_text<Unit>)
        return from_points(units);
    else
        return make_bytes(units);
}
template <class Unit> bool check(memory_file<Unit>& f) noexcept {
    if (!f.closed) return true;
    raise_error(ValueError_type, is_text<Unit> ? "I/O operation on closed file" : "I/O operation on closed file.");
    return false;
}
bool optional_size(ref x, std::int64_t& out) noexcept {
    out = -1;
    return !x || x.is(None) || to_size(x, out);
}

template <class Unit> void file_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<memory_file<Unit>>(self);
}
template <class Unit> void file_traverse(header* self, visitor v, void* context) {
    visit(static_cast<memory_file<Unit>*>(self)->dict, v, context);
}

/// "\r\n" and "\r" become "\n" where the mode says so, "\n" becomes the line end of the others.
std::u32string translated(std::u32string_view text, newline_mode mode) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (mode == newline_mode::universal && text[i] == U'\r') {
            out += U'\n';
            if (i + 1 < text.size() && text[i + 1] == U'\n') ++i;
        } else if (text[i] == U'\n' && mode == newline_mode::crlf) {
            out += U"\r\n";
        } else if (text[i] == U'\n' && mode == newline_mode::cr) {
            out += U'\r';
        } else {
            out += text[i];
        }
    }
    return out;
}

template <class Unit> void put(memory_file<Unit>& f, std::basic_string_view<Unit> units) {
    if (units.empty()) return;
    if (f.at > f.data.size()) f.data.resize(f.at, Unit{});
    if (f.at == f.data.size())
        f.data.append(units);
    else
        f.data.replace(f.at, std::min(units.size(), f.data.size() - f.at), units);
    f.at += units.size();
}

bool write_text(string_io& f, ref text) noexcept {
    if (!is_str(text)) return raise_error(TypeError_type, "string argument expected, got '%T'", text), false;
    if (!check(f)) return false;
    std::u32string points = to_points(text_of(text));
    if (f.newline != newline_mode::lf && f.newline != newline_mode::untranslated)
        points = translated(points, f.newline);
    put<char32_t>(f, points);
    return true;
}
object bytes_of(ref x) noexcept {
    if (has_flag(x, is_bytes)) return x;
    if (is_str(x) || x.is(None) || is_int(x))
        return raise_error(TypeError_type, "a bytes-like object is required, not '%T'", x);
    return ref(&bytes_type)(x);
}

template <class Unit> object file_new(type_object& cls, const ref*, std::size_t, ref) {
    auto* f = make_for<memory_file<Unit>>(cls, cls);
    track(f);
    return object::take(f);
}
object string_init(ref self, const ref* args, std::size_t, ref) {
    string_io& f = as_file<char32_t>(self);
    if (args[1] && args[1].is(None)) {
        f.newline = newline_mode::universal;
    } else if (args[1]) {
        if (!is_str(args[1])) return raise_error(TypeError_type, "newline must be str or None, not %T", args[1]);
        const std::string_view mode = text_of(args[1]);
        if (mode != "" && mode != "\n" && mode != "\r" && mode != "\r\n")
            return raise_error(ValueError_type, "illegal newline value: %R", args[1]);
        f.newline = mode == ""     ? newline_mode::untranslated
                    : mode == "\n" ? newline_mode::lf
                    : mode == "\r" ? newline_mode::cr
                                   : newline_mode::crlf;
    }
    if (args[0] && !args[0].is(None)) {
        if (!is_str(args[0])) return raise_error(TypeError_type, "initial_value must be str or None, not %T", args[0]);
        if (!write_text(f, args[0])) return {};
        f.at = 0;
    }
    return None;
}
constexpr method_definition string_constructor{"StringIO", string_init, "initial_value='', newline='\\n'"};
object bytes_init(ref self, const ref* args, std::size_t, ref) {
    if (!args[0] || args[0].is(None)) return None;
    object data = bytes_of(args[0]);
    if (!data) return {};
    as_file<char>(self).data = data.as<bytes_object>()->view();
    return None;
}
constexpr method_definition bytes_constructor{"BytesIO", bytes_init, "initial_bytes=b''"};

template <class Unit> object getvalue(ref self, const ref*, std::size_t, ref) {
    return check(as_file<Unit>(self)) ? make_result<Unit>(as_file<Unit>(self).data) : object();
}
template <class Unit> object read(ref self, const ref* args, std::size_t, ref) {
    auto& f = as_file<Unit>(self);
    std::int64_t n;
    if (!optional_size(args[0], n) || !check(f)) return {};
    const auto units = f.rest().substr(0, n < 0 ? f.rest().npos : static_cast<std::size_t>(n));
    object result = make_result<Unit>(units);
    f.at += units.size();
    return result;
}
template <class Unit> object readline_of(memory_file<Unit>& f, std::int64_t limit) noexcept {
    const auto rest = f.rest();
    std::size_t n = rest.find(Unit('\n'));
    if (is_text<Unit> &&
        (f.newline == newline_mode::cr || f.newline == newline_mode::untranslated || f.newline == newline_mode::crlf)) {
        const std::size_t cr = rest.find(Unit('\r'));
        if (f.newline == newline_mode::cr)
            n = cr;
        else if (f.newline == newline_mode::untranslated && cr < n)
            n = cr + 1 < rest.size() && rest[cr + 1] == Unit('\n') ? cr + 1 : cr;
    }
    n = n == rest.npos ? rest.size() : n + 1;
    if (limit >= 0 && static_cast<std::size_t>(limit) < n) n = static_cast<std::size_t>(limit);
    object line = make_result<Unit>(rest.substr(0, n));
    f.at += n;
    return line;
}
template <class Unit> object readline(ref self, const ref* args, std::size_t, ref) {
    std::int64_t n;
    return optional_size(args[0], n) && check(as_file<Unit>(self)) ? readline_of(as_file<Unit>(self), n) : object();
}
template <class Unit> object file_next(ref self) {
    auto& f = as_file<Unit>(self);
    if (!check(f) || f.rest().empty()) return {};
    return readline_of(f, -1);
}
object write_string(ref self, const ref* args, std::size_t, ref) {
    return write_text(as_file<char32_t>(self), args[0]) ? make_uint(args[0].as<str_object>()->length) : object();
}
object write_bytes(ref self, const ref* args, std::size_t, ref) {
    object data = bytes_of(args[0]);
    if (!data || !check(as_file<char>(self))) return {};
    put<char>(as_file<char>(self), data.as<bytes_object>()->view());
    return make_uint(data.as<bytes_object>()->size);
}
template <class Unit> object seek(ref self, const ref* args, std::size_t, ref) {
    auto& f = as_file<Unit>(self);
    std::int64_t offset, whence = 0;
    if (!to_size(args[0], offset) || (args[1] && !to_size(args[1], whence)) || !check(f)) return {};
    if (whence < 0 || whence > 2)
        return raise_error(ValueError_type, "Invalid whence (%lld, should be 0, 1 or 2)",
                           static_cast<long long>(whence));
    if (whence == 0 && offset < 0)
        return is_text<Unit>
                   ? raise_error(ValueError_type, "Negative seek position %lld", static_cast<long long>(offset))
                   : raise_error(ValueError_type, "negative seek value %lld", static_cast<long long>(offset));
    if (is_text<Unit> && whence && offset) return raise_error(OSError_type, "Can't do nonzero cur-relative seeks");
    const auto base = static_cast<std::int64_t>(whence == 0 ? 0 : whence == 1 ? f.at : f.data.size());
    f.at = base + offset < 0 ? 0 : static_cast<std::size_t>(base + offset);
    return make_uint(f.at);
}
template <class Unit> object tell(ref self, const ref*, std::size_t, ref) {
    return check(as_file<Unit>(self)) ? make_uint(as_file<Unit>(self).at) : object();
}
template <class Unit> object truncate(ref self, const ref* args, std::size_t, ref) {
    auto& f = as_file<Unit>(self);
    std::int64_t size = static_cast<std::int64_t>(f.at);
    if (!check(f) || (args[0] && !args[0].is(None) && !to_size(args[0], size))) return {};
    if (size < 0) return raise_error(ValueError_type, "negative size value %lld", static_cast<long long>(size));
    if (static_cast<std::size_t>(size) < f.data.size()) f.data.resize(static_cast<std::size_t>(size));
    return make_int(size);
}
template <class Unit> object flush(ref self, const ref*, std::size_t, ref) {
    return check(as_file<Unit>(self)) ? object(None) : object();
}
template <class Unit> object close(ref self, const ref*, std::size_t, ref) {
    as_file<Unit>(self).closed = true;
    as_file<Unit>(self).data.clear();
    return None;
}
template <class Unit> object closed(ref self, const ref*, std::size_t, ref) {
    return boolean(as_file<Unit>(self).closed);
}
template <class Unit> object yes(ref self, const ref*, std::size_t, ref) {
    return check(as_file<Unit>(self)) ? object(True) : object();
}
template <class Unit> object isatty(ref self, const ref*, std::size_t, ref) {
    return check(as_file<Unit>(self)) ? object(False) : object();
}
object fileno(ref, const ref*, std::size_t, ref) { return raise_unsupported("fileno"); }
object detach(ref, const ref*, std::size_t, ref) { return raise_unsupported("detach"); }
object none(ref, const ref*, std::size_t, ref) { return None; }
object line_buffering(ref, const ref*, std::size_t, ref) { return False; }

#define COWITH_MEMORY_METHODS(Unit)                                                                                    \
    {"getvalue", getvalue<Unit>, "self, /"}, {"read", read<Unit>, "self, size=-1, /"},                                 \
        {"readline", readline<Unit>, "self, size=-1, /"}, {"readlines", io_readlines, "self, hint=-1, /"},             \
        {"writelines", io_writelines, "self, lines, /"}, {"seek", seek<Unit>, "self, pos, whence=0, /"},               \
        {"tell", tell<Unit>, "self, /"}, {"truncate", truncate<Unit>, "self, pos=None, /"},                            \
        {"flush", flush<Unit>, "self, /"}, {"close", close<Unit>, "self, /"},                                          \
        {"closed", closed<Unit>, "", method_getter}, {"readable", yes<Unit>, "self, /"},                               \
        {"writable", yes<Unit>, "self, /"}, {"seekable", yes<Unit>, "self, /"}, {"isatty", isatty<Unit>, "self, /"},   \
        {"fileno", fileno, "self, /"}, {"detach", detach, "self, /"},                                                  \
        {"__dict__", dict_of_instance, "", method_getter}, {"__enter__", io_enter, "self, /"},                         \
        {"__exit__", io_exit, "self, /, *args"}

constexpr method_definition string_methods[] = {
    COWITH_MEMORY_METHODS(char32_t),
    {"write", write_string, "self, s, /"},
    {"encoding", none, "", method_getter},
    {"errors", none, "", method_getter},
    {"newlines", none, "", method_getter},
    {"line_buffering", line_buffering, "", method_getter},
    {nullptr, nullptr},
};
/// A view of what is in the file now; it doesn't write into the file.
object getbuffer(ref self, const ref*, std::size_t, ref) {
    if (!check(as_file<char>(self))) return {};
    object contents = make_bytes(as_file<char>(self).data);
    return make_memoryview(contents);
}
object readinto(ref self, const ref* args, std::size_t, ref) {
    auto& f = as_file<char>(self);
    object view = check(f) ? make_memoryview(args[0]) : object();
    const std::int64_t room = view ? length_of(view) : -1;
    if (room < 0) return {};
    const auto taken = f.rest().substr(0, static_cast<std::size_t>(room));
    const auto count = static_cast<std::int64_t>(taken.size());
    if (!set_item(view, slice(0, make_int(count)), make_bytes(taken))) return {};
    f.at += taken.size();
    return count;
}
constexpr method_definition bytes_methods[] = {
    {"readinto", readinto, "self, buffer, /"},
    {"readinto1", readinto, "self, buffer, /"},
    {"getbuffer", getbuffer, "self, /"},
    COWITH_MEMORY_METHODS(char),
    {"write", write_bytes, "self, b, /"},
    {"read1", read<char>, "self, size=-1, /"},
    {nullptr, nullptr},
};

template <class Unit> constexpr void fill_type(type_object& t) noexcept {
    t.instance_size = sizeof(memory_file<Unit>);
    t.dict_offset = __builtin_offsetof(memory_file<Unit>, dict);
    t.weakrefs_offset = __builtin_offsetof(memory_file<Unit>, weakrefs);
    t.dealloc = file_dealloc<Unit>;
    t.traverse = file_traverse<Unit>;
    t.new_ = file_new<Unit>;
    t.iter = self_iter;
    t.next = file_next<Unit>;
}

object open_function(ref, const ref* args, std::size_t, ref) {
    return open_file(args[0], args[1], args[2], args[3], args[4], args[5], args[6], args[7]);
}
/// The encoding that open() is to get: "locale" for None, as without the UTF-8 mode.
object text_encoding(ref, const ref* args, std::size_t, ref) {
    return args[0].is(None) ? object(intern("locale")) : object(args[0]);
}
/// What is in Python alone: FileIO, BufferedRWPair, IncrementalNewlineDecoder, open_code.
object module_getattr(ref, const ref* args, std::size_t, ref) {
    const bool asks = is_str(args[0]) && !text_of(args[0]).starts_with("_");
    object layers = asks ? import_module("_io_layers"_s) : object();
    object names = layers ? get_attribute(layers, "__all__"_s) : object();
    if (!names || contains(names, args[0]) <= 0) {
        if (is_failed()) clear_pending();
        return raise_error(AttributeError_type, "module 'io' has no attribute %R", args[0]);
    }
    return get_attribute(layers, args[0]);
}
constexpr method_definition functions[] = {
    {"__getattr__", module_getattr, "name, /"},
    {"text_encoding", text_encoding, "encoding, stacklevel=2, /"},
    {"open", open_function,
     "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None"},
    {nullptr, nullptr},
};

bool fill(ref dict) {
    if (!add_functions(dict, functions, "_io")) return false;
    if (ref builtin = find_builtin(intern("open")); builtin && !dict_set(dict, intern("open"), builtin)) return false;
    for (auto [name, type] : {std::pair{"StringIO", &string_io_type},
                              {"BytesIO", &bytes_io_type},
                              {"IOBase", &io_base_type},
                              {"RawIOBase", &raw_io_base_type},
                              {"BufferedIOBase", &buffered_io_base_type},
                              {"TextIOBase", &text_io_base_type},
                              {"BufferedReader", &buffered_reader_type},
                              {"BufferedWriter", &buffered_writer_type},
                              {"BufferedRandom", &buffered_random_type},
                              {"TextIOWrapper", &text_file_type},
                              {"UnsupportedOperation", &unsupported_operation_type}})
        if (!add_type(dict, name, *type)) return false;
    return dict_set(dict, intern("DEFAULT_BUFFER_SIZE"), 128 * 1024) && dict_set(dict, intern("SEEK_SET"), SEEK_SET) &&
           dict_set(dict, intern("SEEK_CUR"), SEEK_CUR) && dict_set(dict, intern("SEEK_END"), SEEK_END) &&
           dict_set(dict, intern("BlockingIOError"), ref(&BlockingIOError_type));
}

}  // namespace

constexpr std::uint32_t memory_flags = type_gc | type_has_dict | type_has_weakrefs | type_subclassable;
constinit type_object string_io_type("_io.StringIO", &text_io_base_type, memory_flags, [](type_object& t) {
    fill_type<char32_t>(t);
    t.methods = string_methods;
    t.init = init_with<string_constructor>;
});
constinit type_object bytes_io_type("_io.BytesIO", &buffered_io_base_type, memory_flags, [](type_object& t) {
    fill_type<char>(t);
    t.methods = bytes_methods;
    t.init = init_with<bytes_constructor>;
});

native_module native_modules::io("io", fill);

}  // namespace cowith
