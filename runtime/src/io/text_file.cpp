// io.TextIOWrapper: encodes and decodes over a binary file. UTF-8 (the default), ASCII and Latin-1, all of which have their
// line ends as single bytes; other encodings are refused by open().
#include "file.hpp"

#include <string>

namespace cowith {
namespace {

text_file& as_text(ref x) noexcept { return *x.as<text_file>(); }

void text_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<text_file>(self);
}
void text_traverse(header* self, visitor v, void* context) {
    visit(static_cast<text_file*>(self)->buffer, v, context);
    visit(static_cast<text_file*>(self)->dict, v, context);
}

object text_repr(ref self) {
    const text_file& f = as_text(self);
    str_builder text;
    text.add("<_io.TextIOWrapper name=");
    if (!text.add_repr(f.file().name)) return {};
    text.add(" mode=");
    if (!text.add_repr(f.mode)) return {};
    text.add(" encoding=");
    if (!text.add_repr(f.encoding)) return {};
    text.add('>');
    return text.finish();
}

bool holds_surrogate(std::string_view text) noexcept {
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
        if (static_cast<unsigned char>(text[i]) == 0xED && static_cast<unsigned char>(text[i + 1]) >= 0xA0) return true;
    return false;
}

std::string with_line_ends(std::string_view text, std::string_view end) {
    std::string out;
    out.reserve(text.size() + 16);
    for (char c : text) {
        if (c == '\n')
            out += end;
        else
            out += c;
    }
    return out;
}

bool can_read(text_file& f) noexcept {
    if (!check_open(f.file().closed)) return false;
    if (f.file().readable) return true;
    raise_unsupported("not readable");
    return false;
}

object decode(text_file& f, std::string_view bytes) noexcept {
    object data = make_bytes(bytes);
    static const ref decode_name = intern("decode");
    return data.call(decode_name, f.encoding, f.errors);
}

/// How many bytes the first line ahead takes, its end included; 0: the end isn't there yet.
std::size_t line_size(const text_file& f, std::string_view ahead, bool at_end) noexcept {
    if (f.newline == newline_mode::lf) {
        const std::size_t i = ahead.find('\n');
        return i == ahead.npos ? 0 : i + 1;
    }
    if (f.newline == newline_mode::crlf) {
        const std::size_t i = ahead.find("\r\n");
        return i == ahead.npos ? 0 : i + 2;
    }
    const std::size_t i = ahead.find_first_of(f.newline == newline_mode::cr ? "\r" : "\r\n");
    if (i == ahead.npos) return 0;
    if (ahead[i] == '\n' || f.newline == newline_mode::cr) return i + 1;
    if (i + 1 < ahead.size()) return ahead[i + 1] == '\n' ? i + 2 : i + 1;
    return at_end ? i + 1 : 0;  // a \n may follow
}

std::string translated(const text_file& f, std::string_view raw) {
    std::string out;
    if (f.newline != newline_mode::universal || raw.find('\r') == raw.npos) return std::string(raw);
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\r') {
            out += raw[i];
            continue;
        }
        out += '\n';
        if (i + 1 < raw.size() && raw[i + 1] == '\n') ++i;
    }
    return out;
}

/// Bytes of the first n code points.
std::size_t bytes_of_points(const text_file& f, std::string_view text, std::int64_t n) noexcept {
    if (!f.plain_utf8) return static_cast<std::size_t>(n) < text.size() ? static_cast<std::size_t>(n) : text.size();
    std::size_t i = 0;
    while (i < text.size() && n > 0) {
        ++i;
        while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) ++i;
        --n;
    }
    return i;
}

object readline_of(text_file& f, std::int64_t limit) noexcept {
    binary_file& b = f.file();
    bool more = true;
    std::size_t n;
    while ((n = line_size(f, ahead(b), !more)) == 0 && more)
        if (!file_fill(b, more)) return {};
    if (n == 0) n = ahead(b).size();
    if (limit >= 0) n = std::min(n, bytes_of_points(f, ahead(b), limit));
    object line = decode(f, translated(f, ahead(b).substr(0, n)));
    b.in_at += n;
    return line;
}

bool size_argument(ref x, std::int64_t& out) noexcept {
    out = -1;
    return !x || x.is(None) || to_size(x, out);
}

object readline(ref self, const ref* args, std::size_t, ref) {
    std::int64_t n;
    return can_read(as_text(self)) && size_argument(args[0], n) ? readline_of(as_text(self), n) : object();
}

object read(ref self, const ref* args, std::size_t, ref) {
    text_file& f = as_text(self);
    binary_file& b = f.file();
    std::int64_t n;
    if (!can_read(f) || !size_argument(args[0], n)) return {};
    bool more = true;
    std::size_t size;
    for (;;) {
        size = n < 0 ? ahead(b).size() : bytes_of_points(f, ahead(b), n);
        if (!more || (n >= 0 && size < ahead(b).size())) break;  // one byte more: the last code point is whole
        if (!file_fill(b, more)) return {};
    }
    object text = decode(f, translated(f, ahead(b).substr(0, size)));
    if (text) b.in_at += size;
    return text;
}

object text_next(ref self) {
    if (!can_read(as_text(self))) return {};
    object line = readline_of(as_text(self), -1);
    return line && line.as<str_object>()->size ? line : object();
}

object write(ref self, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "write() argument must be str, not %T", args[0]);
    if (!text_write(as_text(self), args[0])) return {};
    return make_uint(args[0].as<str_object>()->length);
}

object flush(ref self, const ref*, std::size_t, ref) {
    binary_file& b = as_text(self).file();
    if (!check_open(b.closed) || !file_flush(b)) return {};
    return None;
}

/// What the text file hands on to its binary file.
template <fixed_text Name> object forward(ref self, const ref* args, std::size_t count, ref) {
    while (count && !args[count - 1]) --count;
    return call_method_vector(as_text(self).buffer, literals::operator""_s < Name>(), args, count);
}
template <fixed_text Name> object forward_attribute(ref self, const ref*, std::size_t, ref) {
    return get_attribute(as_text(self).buffer, literals::operator""_s < Name>());
}

object seek(ref self, const ref* args, std::size_t, ref) {
    std::int64_t offset, whence = 0;
    if (!check_open(as_text(self).file().closed) || !to_size(args[0], offset) || (args[1] && !to_size(args[1], whence)))
        return {};
    if (whence == 1 && offset != 0) return raise_unsupported("can't do nonzero cur-relative seeks");
    if (whence == 2 && offset != 0) return raise_unsupported("can't do nonzero end-relative seeks");
    const std::int64_t at = file_seek(as_text(self).file(), offset, static_cast<int>(whence));
    return at < 0 ? object() : make_int(at);
}

object reconfigure(ref self, const ref* args, std::size_t, ref) {
    text_file& f = as_text(self);
    if (!file_flush(f.file())) return {};
    if (args[0] && !args[0].is(None)) f.encoding = args[0];
    if (args[1] && !args[1].is(None)) f.errors = args[1];
    if (args[3] && !args[3].is(None)) f.line_buffering = truth(args[3]);
    if (args[4] && !args[4].is(None)) f.write_through = truth(args[4]);
    f.plain_utf8 = text_of(f.encoding) == "utf-8" || text_of(f.encoding) == "UTF-8";
    return None;
}

object encoding(ref self, const ref*, std::size_t, ref) { return as_text(self).encoding; }
object errors(ref self, const ref*, std::size_t, ref) { return as_text(self).errors; }
object buffer(ref self, const ref*, std::size_t, ref) { return as_text(self).buffer; }
object mode(ref self, const ref*, std::size_t, ref) { return as_text(self).mode; }
object line_buffering(ref self, const ref*, std::size_t, ref) { return boolean(as_text(self).line_buffering); }
object write_through(ref self, const ref*, std::size_t, ref) { return boolean(as_text(self).write_through); }
object newlines(ref, const ref*, std::size_t, ref) { return None; }

constexpr method_definition methods[] = {
    {"read", read, "self, size=-1, /"},
    {"readline", readline, "self, size=-1, /"},
    {"readlines", io_readlines, "self, hint=-1, /"},
    {"write", write, "self, text, /"},
    {"writelines", io_writelines, "self, lines, /"},
    {"flush", flush, "self, /"},
    {"close", forward<"close">, "self, /"},
    {"seek", seek, "self, cookie, whence=0, /"},
    {"tell", forward<"tell">, "self, /"},
    {"truncate", forward<"truncate">, "self, pos=None, /"},
    {"fileno", forward<"fileno">, "self, /"},
    {"isatty", forward<"isatty">, "self, /"},
    {"readable", forward<"readable">, "self, /"},
    {"writable", forward<"writable">, "self, /"},
    {"seekable", forward<"seekable">, "self, /"},
    {"reconfigure", reconfigure,
     "self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None"},
    {"closed", forward_attribute<"closed">, "", method_getter},
    {"name", forward_attribute<"name">, "", method_getter},
    {"mode", mode, "", method_getter},
    {"encoding", encoding, "", method_getter},
    {"errors", errors, "", method_getter},
    {"buffer", buffer, "", method_getter},
    {"line_buffering", line_buffering, "", method_getter},
    {"write_through", write_through, "", method_getter},
    {"newlines", newlines, "", method_getter},
    {"__enter__", io_enter, "self, /"},
    {"__exit__", io_exit, "self, /, *args"},
    {nullptr, nullptr},
};

}  // namespace

bool text_write(text_file& f, ref text) noexcept {
    binary_file& b = f.file();
    if (!check_open(b.closed)) return false;
    if (!b.writable) {
        raise_unsupported("not writable");
        return false;
    }
    std::string_view bytes = text_of(text);
    std::string translated;
    if (f.newline == newline_mode::crlf || f.newline == newline_mode::cr)
        bytes = translated = with_line_ends(bytes, f.newline == newline_mode::crlf ? "\r\n" : "\r");
    object encoded;
    if (!f.plain_utf8 || holds_surrogate(bytes)) {
        static const ref encode = intern("encode");
        encoded = make_str(bytes).call(encode, f.encoding, f.errors);
        if (!encoded) return false;
        bytes = encoded.as<bytes_object>()->view();
    }
    if (!file_write(b, bytes)) return false;
    const bool now = f.write_through || (f.line_buffering && bytes.find_first_of("\n\r") != bytes.npos);
    return !now || file_flush(b);
}

static object text_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    object made = make_layer(cls, "TextIOWrapper", args, count, names);
    if (made || is_failed()) return made;
    auto* f = make_for<text_file>(cls);
    f->type = &cls;
    f->buffer = make_binary_file(-1, "r", {}, false);
    f->encoding = f->errors = f->mode = make_str("");
    track(f);
    return object::take(f);
}

object make_text_file(ref binary, ref encoding, ref errors, newline_mode newline, bool line_buffering) noexcept {
    auto* f = make<text_file>();
    f->buffer = binary;
    f->encoding = encoding;
    f->errors = errors;
    f->newline = newline;
    f->line_buffering = line_buffering;
    f->plain_utf8 = text_of(encoding) == "utf-8" || text_of(encoding) == "UTF-8" || text_of(encoding) == "utf8";
    f->mode = make_str("r");
    track(f);
    return object::take(f);
}

constinit type_object text_file_type("_io.TextIOWrapper", &text_io_base_type,
                                     type_gc | type_has_dict | type_has_weakrefs | type_subclassable,
                                     [](type_object& t) {
                                         t.methods = methods;
                                         t.instance_size = sizeof(text_file);
                                         t.dict_offset = offsetof(text_file, dict);
                                         t.weakrefs_offset = offsetof(text_file, weakrefs);
                                         t.dealloc = text_dealloc;
                                         t.traverse = text_traverse;
                                         t.repr = text_repr;
                                         t.new_ = text_new;
                                         t.iter = self_iter;
                                         t.next = text_next;
                                     });

}  // namespace cowith
