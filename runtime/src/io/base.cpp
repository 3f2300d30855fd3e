// The base classes of io, and the methods that every file has.
#include "file.hpp"

#include <cowith/module.hpp>

#include <algorithm>

namespace cowith {

object io_enter(ref self, const ref*, std::size_t, ref) {
    static const ref closed_name = intern("closed");
    object closed = get_attribute(self, closed_name);
    if (!closed || !check_open(truth(closed))) return {};
    return self;
}

object io_exit(ref self, const ref*, std::size_t, ref) {
    static const ref close = intern("close");
    return self.call(close) ? object(None) : object();
}

object io_next(ref self) {
    static const ref readline = intern("readline");
    object line = self.call(readline);
    if (!line) return {};
    const std::int64_t n = length_of(line);
    return n > 0 ? line : object();
}

object io_readlines(ref self, const ref* args, std::size_t, ref) {
    std::int64_t hint = -1, size = 0;
    if (args[0] && !args[0].is(None) && !to_size(args[0], hint)) return {};
    object lines = make_list();
    object it = get_iterator(self);
    if (!it) return {};
    while (object line = next_value(it)) {
        size += length_of(line);
        list_append(lines, line);
        if (hint > 0 && size >= hint) break;
    }
    return is_failed() ? object() : lines;
}

object io_writelines(ref self, const ref* args, std::size_t, ref) {
    static const ref write = intern("write");
    object it = get_iterator(args[0]);
    if (!it) return {};
    while (object line = next_value(it))
        if (!self.call(write, line)) return {};
    return is_failed() ? object() : object(None);
}

object raise_unsupported(const char* message) noexcept {
    object error = ref(&unsupported_operation_type)(make_str(message));
    if (!error) return {};
    return raise(error);
}

namespace {

// ---- IOBase: what a class in Python gets that defines a part of the methods (Modules/_io/iobase.c)

constexpr const char* closed_mark = "__IOBase_closed";

/// Whether a file is closed, by its own `closed`; -1: failed.
int is_closed(ref self) noexcept {
    object closed = get_attribute(self, "closed"_s);
    return closed ? truth_of(closed) : -1;
}
bool require_open(ref self) noexcept {
    const int closed = is_closed(self);
    return closed >= 0 && check_open(closed > 0);
}
object base_closed(ref self, const ref*, std::size_t, ref) {
    object mark = find_attribute(self, intern(closed_mark));
    return mark || is_failed() ? mark : object(False);
}
object base_close(ref self, const ref*, std::size_t, ref) {
    object mark = find_attribute(self, intern(closed_mark));
    if (mark || is_failed()) return mark ? object(None) : object();
    object flushed = self.call("flush"_s);
    saved_error failure;
    if (!set_attribute(self, intern(closed_mark), True)) return {};
    return flushed ? object(None) : object();
}
object base_flush(ref self, const ref*, std::size_t, ref) { return require_open(self) ? object(None) : object(); }
template <fixed_text Name> object unsupported(ref, const ref*, std::size_t, ref) {
    return raise_unsupported(Name.text);
}
template <bool Checked> object answer_no(ref self, const ref*, std::size_t, ref) {
    return !Checked || require_open(self) ? object(False) : object();
}
object base_tell(ref self, const ref*, std::size_t, ref) { return self.call("seek"_s, 0, 1); }
object base_iter(ref self) { return require_open(self) ? object(self) : object(); }

/// Byte by byte, but for files that can look ahead.
object base_readline(ref self, const ref* args, std::size_t, ref) {
    std::int64_t limit = -1;
    if (args[0] && !args[0].is(None) && !to_size(args[0], limit)) return {};
    object peek = find_attribute(self, "peek"_s);
    if (is_failed()) return {};
    std::string line;
    while (limit < 0 || static_cast<std::int64_t>(line.size()) < limit) {
        std::int64_t wanted = 1;
        if (peek) {
            object seen = peek(1);
            if (!seen) return {};
            if (!has_type(seen, bytes_type))
                return raise_error(OSError_type, "peek() should have returned a bytes object, not '%T'", seen);
            const auto view = seen.as<bytes_object>()->view();
            if (const auto end = view.find('\n'); !view.empty())
                wanted = static_cast<std::int64_t>(end == view.npos ? view.size() : end + 1);
            if (limit >= 0) wanted = std::min(wanted, limit - static_cast<std::int64_t>(line.size()));
        }
        object data = self.call("read"_s, make_int(wanted));
        if (!data) return {};
        if (!has_type(data, bytes_type))
            return raise_error(OSError_type, "read() should have returned a bytes object, not '%T'", data);
        if (data.as<bytes_object>()->view().empty()) break;
        line += data.as<bytes_object>()->view();
        if (line.back() == '\n') break;
    }
    return make_bytes(line);
}
template <const char* const& Method, const char* const& Message>
object check_ability(ref self, const ref* args, std::size_t, ref) {
    object able = self.call(intern(Method));
    if (!able) return {};
    if (truth_of(able) > 0) return able;
    return raise_unsupported(args[0] && is_str(args[0]) ? std::string(text_of(args[0])).c_str() : Message);
}
object check_closed(ref self, const ref*, std::size_t, ref) { return require_open(self) ? object(None) : object(); }
const char *const readable_name = "readable", *const not_readable = "File or stream is not readable.";
const char *const writable_name = "writable", *const not_writable = "File or stream is not writable.";
const char *const seekable_name = "seekable", *const not_seekable = "File or stream is not seekable.";

object base_writelines(ref self, const ref* args, std::size_t count, ref names) {
    return require_open(self) ? io_writelines(self, args, count, names) : object();
}

/// An object that dies is closed (iobase_finalize). Native files close themselves.
void base_finalize(header* h) {
    if (!(h->type->type_flags & type_heap)) return;
    saved_error guard;
    const ref self(h);
    const int closed = is_closed(self);
    if (closed == 0 && !self.call("close"_s)) clear_pending();
    if (closed < 0) clear_pending();
}

constexpr method_definition io_base_methods[] = {
    {"closed", base_closed, "", method_getter},
    {"close", base_close, "self, /"},
    {"flush", base_flush, "self, /"},
    {"seek", unsupported<"seek">, "self, offset, whence=0, /"},
    {"tell", base_tell, "self, /"},
    {"truncate", unsupported<"truncate">, "self, pos=None, /"},
    {"fileno", unsupported<"fileno">, "self, /"},
    {"seekable", answer_no<false>, "self, /"},
    {"readable", answer_no<false>, "self, /"},
    {"writable", answer_no<false>, "self, /"},
    {"isatty", answer_no<true>, "self, /"},
    {"readline", base_readline, "self, size=-1, /"},
    {"readlines", io_readlines, "self, hint=-1, /"},
    {"writelines", base_writelines, "self, lines, /"},
    {"_checkClosed", check_closed, "self, msg=None, /"},
    {"_checkReadable", check_ability<readable_name, not_readable>, "self, msg=None, /"},
    {"_checkWritable", check_ability<writable_name, not_writable>, "self, msg=None, /"},
    {"_checkSeekable", check_ability<seekable_name, not_seekable>, "self, msg=None, /"},
    {"__enter__", io_enter, "self, /"},
    {"__exit__", io_exit, "self, /, *args"},
    {nullptr, nullptr},
};

// ---- RawIOBase

object raw_read(ref self, const ref* args, std::size_t, ref) {
    std::int64_t size = -1;
    if (args[0] && !args[0].is(None) && !to_size(args[0], size)) return {};
    if (size < 0) return self.call("readall"_s);
    object room = ref(&bytearray_type)(make_int(size));
    object count = room ? self.call("readinto"_s, room) : object();
    if (!count || count.is(None)) return count;
    std::int64_t n;
    if (!to_size(count, n)) return {};
    if (n < 0 || n > size)
        return raise_error(ValueError_type, "readinto returned %zd outside buffer size %zd", static_cast<ssize_t>(n),
                           static_cast<ssize_t>(size));
    object all = ref(&bytes_type)(room);
    return all ? make_bytes(all.as<bytes_object>()->view().substr(0, static_cast<std::size_t>(n))) : object();
}
object raw_readall(ref self, const ref*, std::size_t, ref) {
    std::string all;
    for (bool first = true;; first = false) {
        object data = self.call("read"_s, 128 * 1024);
        if (!data) return {};
        if (data.is(None)) {
            if (first) return data;
            break;
        }
        if (!has_type(data, bytes_type)) return raise_error(TypeError_type, "read() should return bytes");
        if (data.as<bytes_object>()->view().empty()) break;
        all += data.as<bytes_object>()->view();
    }
    return make_bytes(all);
}
constexpr method_definition raw_methods[] = {
    {"read", raw_read, "self, size=-1, /"},
    {"readall", raw_readall, "self, /"},
    {nullptr, nullptr},
};

// ---- BufferedIOBase

template <fixed_text Method> object read_into(ref self, const ref* args, std::size_t, ref) {
    object view = ref(&memoryview_type)(args[0]);
    object bytes = view ? view.call("cast"_s, "B"_s) : object();
    object data = bytes ? self.call(intern(Method.text), make_int(length_of(bytes))) : object();
    if (!data) return {};
    if (!has_type(data, bytes_type)) return raise_error(TypeError_type, "%s() should return bytes", Method.text);
    const auto n = static_cast<std::int64_t>(data.as<bytes_object>()->view().size());
    if (n > length_of(bytes))
        return raise_error(ValueError_type, "read() returned too much data: %zd bytes requested, %zd returned",
                           static_cast<ssize_t>(length_of(bytes)), static_cast<ssize_t>(n));
    object part = ref(&slice_type)(0, make_int(n));
    return set_item(bytes, part, data) ? make_int(n) : object();
}
constexpr method_definition buffered_methods[] = {
    {"detach", unsupported<"detach">, "self, /"},
    {"read", unsupported<"read">, "self, size=-1, /"},
    {"read1", unsupported<"read1">, "self, size=-1, /"},
    {"readinto", read_into<"read">, "self, buffer, /"},
    {"readinto1", read_into<"read1">, "self, buffer, /"},
    {"write", unsupported<"write">, "self, b, /"},
    {nullptr, nullptr},
};

// ---- TextIOBase

object nothing(ref, const ref*, std::size_t, ref) { return None; }
constexpr method_definition text_methods[] = {
    {"detach", unsupported<"detach">, "self, /"},
    {"read", unsupported<"read">, "self, size=-1, /"},
    {"readline", unsupported<"readline">, "self, size=-1, /"},
    {"write", unsupported<"write">, "self, s, /"},
    {"encoding", nothing, "", method_getter},
    {"errors", nothing, "", method_getter},
    {"newlines", nothing, "", method_getter},
    {nullptr, nullptr},
};

}  // namespace

object make_layer(type_object& cls, const char* name, const ref* args, std::size_t count, ref names) noexcept {
    if (cls.type_flags & type_heap && lookup(&cls, "_layered"_s)) return {};
    if (cls.type_flags & type_heap)
        return raise_error(NotImplementedError_type, "a subclass of io.%s can't be made yet: hold one instead", name);
    object layers = import_module("_io_layers"_s);
    object layer = layers ? layers.attr(intern(name)) : object();
    return layer ? call_vector(layer, args, count, names) : object();
}

constinit type_object io_base_type("_io._IOBase", &object_type, type_subclassable, [](type_object& t) {
    t.methods = io_base_methods;
    t.iter = base_iter;
    t.next = io_next;
    t.finalize = base_finalize;
});
constinit type_object raw_io_base_type("_io._RawIOBase", &io_base_type, type_subclassable,
                                       [](type_object& t) { t.methods = raw_methods; });
constinit type_object buffered_io_base_type("_io._BufferedIOBase", &io_base_type, type_subclassable,
                                            [](type_object& t) { t.methods = buffered_methods; });
constinit type_object text_io_base_type("_io._TextIOBase", &io_base_type, type_subclassable,
                                        [](type_object& t) { t.methods = text_methods; });
constinit type_object unsupported_operation_type("io.UnsupportedOperation", &OSError_type, type_subclassable | type_gc,
                                                 [](type_object& t) { t.second_base = &ValueError_type; });

}  // namespace cowith
