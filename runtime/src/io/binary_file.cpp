// io.BufferedReader, BufferedWriter, BufferedRandom.
#include "file.hpp"

#include <unistd.h>

namespace cowith {
namespace {

binary_file& as_file(ref x) noexcept { return *x.as<binary_file>(); }

void file_dealloc(header* self) noexcept {
    auto& f = *static_cast<binary_file*>(self);
    untrack(&f);
    if (!f.closed && f.fd >= 0) {
        saved_error keep;
        ++f.refs;  // closing may raise, which looks at the file
        if (!file_close(f)) clear_pending();
        --f.refs;
    }
    destroy<binary_file>(self);
}
void file_traverse(header* self, visitor v, void* context) {
    visit(static_cast<binary_file*>(self)->dict, v, context);
    visit(static_cast<binary_file*>(self)->name, v, context);
}

object file_repr(ref self) {
    str_builder text;
    text.add('<');
    text.add(self.type()->name);
    if (as_file(self).name) {
        text.add(" name=");
        if (!text.add_repr(as_file(self).name)) return {};
    }
    text.add('>');
    return text.finish();
}

bool can_read(binary_file& f) noexcept {
    if (!check_open(f.closed)) return false;
    if (f.readable) return true;
    raise_unsupported("read");
    return false;
}
bool can_write(binary_file& f) noexcept {
    if (!check_open(f.closed)) return false;
    if (f.writable) return true;
    raise_unsupported("write");
    return false;
}

object take(binary_file& f, std::size_t n) noexcept {
    object data = make_bytes(ahead(f).substr(0, n));
    f.in_at += std::min(n, ahead(f).size());
    return data;
}

/// An optional size: None and negative mean everything.
bool size_argument(ref x, std::int64_t& out) noexcept {
    out = -1;
    return !x || x.is(None) || to_size(x, out);
}

object read(ref self, const ref* args, std::size_t, ref) {
    binary_file& f = as_file(self);
    std::int64_t n;
    if (!can_read(f) || !size_argument(args[0], n)) return {};
    bool more = true;
    while (more && (n < 0 || static_cast<std::int64_t>(ahead(f).size()) < n))
        if (!file_fill(f, more)) return {};
    return take(f, n < 0 ? SIZE_MAX : static_cast<std::size_t>(n));
}

object read1(ref self, const ref* args, std::size_t, ref) {
    binary_file& f = as_file(self);
    std::int64_t n;
    if (!can_read(f) || !size_argument(args[0], n)) return {};
    bool more;
    if (ahead(f).empty() && n != 0 && !file_fill(f, more)) return {};
    return take(f, n < 0 ? SIZE_MAX : static_cast<std::size_t>(n));
}

object readline_of(binary_file& f, std::int64_t limit) noexcept {
    bool more = true;
    for (;;) {
        const std::size_t end = ahead(f).find('\n');
        std::size_t n = end == std::string_view::npos ? ahead(f).size() : end + 1;
        const bool enough = limit >= 0 && n >= static_cast<std::size_t>(limit);
        if (enough) n = static_cast<std::size_t>(limit);
        if (enough || end != std::string_view::npos || !more) return take(f, n);
        if (!file_fill(f, more)) return {};
    }
}
object readline(ref self, const ref* args, std::size_t, ref) {
    std::int64_t n;
    if (!can_read(as_file(self)) || !size_argument(args[0], n)) return {};
    return readline_of(as_file(self), n);
}

object file_next(ref self) {
    if (!can_read(as_file(self))) return {};
    object line = readline_of(as_file(self), -1);
    return line && line.as<bytes_object>()->size ? line : object();
}

object write(ref self, const ref* args, std::size_t, ref) {
    binary_file& f = as_file(self);
    if (is_str(args[0])) return raise_error(TypeError_type, "a bytes-like object is required, not '%T'", args[0]);
    object data = has_flag(args[0], is_bytes) ? object(args[0]) : ref(&bytes_type)(args[0]);
    if (!data || !can_write(f) || !file_write(f, data.as<bytes_object>()->view())) return {};
    return make_uint(data.as<bytes_object>()->size);
}

object flush(ref self, const ref*, std::size_t, ref) {
    if (!check_open(as_file(self).closed) || !file_flush(as_file(self))) return {};
    return None;
}
object close(ref self, const ref*, std::size_t, ref) { return file_close(as_file(self)) ? object(None) : object(); }

object seek(ref self, const ref* args, std::size_t, ref) {
    std::int64_t offset, whence = 0;
    if (!to_size(args[0], offset) || (args[1] && !to_size(args[1], whence)) || !check_open(as_file(self).closed))
        return {};
    const std::int64_t at = file_seek(as_file(self), offset, static_cast<int>(whence));
    return at < 0 ? object() : make_int(at);
}
object tell(ref self, const ref*, std::size_t, ref) {
    const std::int64_t at = check_open(as_file(self).closed) ? file_tell(as_file(self)) : -1;
    return at < 0 ? object() : make_int(at);
}
object truncate(ref self, const ref* args, std::size_t, ref) {
    if (!can_write(as_file(self))) return {};
    std::int64_t size;
    if (args[0] && !args[0].is(None)) {
        if (!to_size(args[0], size)) return {};
    } else if ((size = file_tell(as_file(self))) < 0) {
        return {};
    }
    return file_truncate(as_file(self), size) ? make_int(size) : object();
}

object fileno(ref self, const ref*, std::size_t, ref) {
    return check_open(as_file(self).closed) ? object(as_file(self).fd) : object();
}
object isatty(ref self, const ref*, std::size_t, ref) {
    return check_open(as_file(self).closed) ? object(boolean(::isatty(as_file(self).fd))) : object();
}
object readable(ref self, const ref*, std::size_t, ref) { return boolean(as_file(self).readable); }
object writable(ref self, const ref*, std::size_t, ref) { return boolean(as_file(self).writable); }
object seekable(ref self, const ref*, std::size_t, ref) { return boolean(::lseek(as_file(self).fd, 0, SEEK_CUR) >= 0); }
object closed(ref self, const ref*, std::size_t, ref) { return boolean(as_file(self).closed); }
object name(ref self, const ref*, std::size_t, ref) { return as_file(self).name; }
/// CPython's raw file takes another name (tempfile gives one); there is none below this one.
object set_name(ref self, const ref* args, std::size_t count, ref) {
    as_file(self).name = count > 0 ? object(args[0]) : object(None);
    return None;
}
object mode(ref self, const ref*, std::size_t, ref) { return as_file(self).mode; }

constexpr method_definition methods[] = {
    {"read", read, "self, size=-1, /"},
    {"read1", read1, "self, size=-1, /"},
    {"readline", readline, "self, size=-1, /"},
    {"readlines", io_readlines, "self, hint=-1, /"},
    {"write", write, "self, buffer, /"},
    {"writelines", io_writelines, "self, lines, /"},
    {"flush", flush, "self, /"},
    {"close", close, "self, /"},
    {"seek", seek, "self, target, whence=0, /"},
    {"tell", tell, "self, /"},
    {"truncate", truncate, "self, pos=None, /"},
    {"fileno", fileno, "self, /"},
    {"isatty", isatty, "self, /"},
    {"readable", readable, "self, /"},
    {"writable", writable, "self, /"},
    {"seekable", seekable, "self, /"},
    {"closed", closed, "", method_getter},
    {"name", name, "", method_getter, set_name},
    {"mode", mode, "", method_getter},
    {"__enter__", io_enter, "self, /"},
    {"__exit__", io_exit, "self, /, *args"},
    {nullptr, nullptr},
};

constexpr void fill(type_object& t) noexcept {
    t.methods = methods;
    t.instance_size = sizeof(binary_file);
    t.dict_offset = offsetof(binary_file, dict);
    t.weakrefs_offset = offsetof(binary_file, weakrefs);
    t.dealloc = file_dealloc;
    t.traverse = file_traverse;
    t.repr = file_repr;
    t.iter = self_iter;
    t.next = file_next;
}

}  // namespace

object make_binary_file(int fd, std::string_view access, ref name, bool closes_fd) noexcept {
    const bool plus = access.find('+') != access.npos, reads = access.find('r') != access.npos || plus;
    const bool writes = access.find('r') == access.npos || plus;
    auto* f = make<binary_file>(reads && writes ? buffered_random_type
                                : reads         ? buffered_reader_type
                                                : buffered_writer_type);
    f->fd = fd;
    f->readable = reads;
    f->writable = writes;
    f->appends = access.find('a') != access.npos;
    f->closes_fd = closes_fd;
    f->name = name;
    std::string mode(1, access.find('x') != access.npos ? 'x' : f->appends ? 'a' : 'r');
    if (!reads) mode = access.substr(0, 1);
    f->mode = make_str(mode + (plus ? "b+" : "b"));
    track(f);
    return object::take(f);
}

template <fixed_text Name> static object file_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    object made = make_layer(cls, Name.text, args, count, names);
    if (made || is_failed()) return made;
    auto* f = make_for<binary_file>(cls, cls);
    f->closed = true;
    f->closes_fd = false;
    track(f);
    return object::take(f);
}

constexpr std::uint32_t file_flags = type_gc | type_has_dict | type_has_weakrefs | type_subclassable;
constinit type_object buffered_reader_type("_io.BufferedReader", &buffered_io_base_type, file_flags,
                                           [](type_object& t) {
                                               fill(t);
                                               t.new_ = file_new<"BufferedReader">;
                                           });
constinit type_object buffered_writer_type("_io.BufferedWriter", &buffered_io_base_type, file_flags,
                                           [](type_object& t) {
                                               fill(t);
                                               t.new_ = file_new<"BufferedWriter">;
                                           });
constinit type_object buffered_random_type("_io.BufferedRandom", &buffered_io_base_type, file_flags,
                                           [](type_object& t) {
                                               fill(t);
                                               t.new_ = file_new<"BufferedRandom">;
                                           });

}  // namespace cowith
