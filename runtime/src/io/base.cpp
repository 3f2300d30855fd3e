// The base classes of io, and the methods that every file has.
#include "file.hpp"

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

constinit type_object io_base_type("_io._IOBase", &object_type, type_subclassable);
constinit type_object raw_io_base_type("_io._RawIOBase", &io_base_type, type_subclassable);
constinit type_object buffered_io_base_type("_io._BufferedIOBase", &io_base_type, type_subclassable);
constinit type_object text_io_base_type("_io._TextIOBase", &io_base_type, type_subclassable);
constinit type_object unsupported_operation_type("io.UnsupportedOperation", &OSError_type, type_subclassable | type_gc,
                                                 [](type_object& t) { t.second_base = &ValueError_type; });

}  // namespace cowith
