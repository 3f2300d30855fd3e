// The layouts of file objects: a binary file buffers a descriptor, a text file encodes and decodes on top of it.
#pragma once
#include "types/sequence.hpp"

#include <cowith/io.hpp>

#include <string>

namespace cowith {

extern type_object io_base_type, raw_io_base_type, buffered_io_base_type, text_io_base_type;
extern type_object buffered_reader_type, buffered_writer_type, buffered_random_type, text_file_type;

struct binary_file : gc_header {
    int fd = -1;
    bool readable = false, writable = false, appends = false, closes_fd = true, closed = false, unbuffered = false;
    object name, mode;  // as given; mode as FileIO spells it ("rb+")
    std::string out;    // not yet written
    std::string in;     // read ahead
    std::size_t in_at = 0;
    object dict;
    gc_header* weakrefs = nullptr;
    explicit binary_file(type_object& t) noexcept : gc_header(&t) {}
};

/// What is left of the read-ahead.
inline std::string_view ahead(const binary_file& f) noexcept { return std::string_view(f.in).substr(f.in_at); }

object make_binary_file(int fd, std::string_view access, ref name, bool closes_fd) noexcept;
bool file_write(binary_file& f, std::string_view data) noexcept;
bool file_flush(binary_file& f) noexcept;
bool file_close(binary_file& f) noexcept;
/// Reads on: false: failed; `more` false: end of file.
bool file_fill(binary_file& f, bool& more) noexcept;
/// lseek, with the read-ahead and the unwritten part dealt with; -1: failed.
std::int64_t file_seek(binary_file& f, std::int64_t offset, int whence) noexcept;
std::int64_t file_tell(binary_file& f) noexcept;
bool file_truncate(binary_file& f, std::int64_t size) noexcept;
/// ValueError "I/O operation on closed file."
bool check_open(bool closed) noexcept;
/// io.UnsupportedOperation(message)
object raise_unsupported(const char* message) noexcept;
extern type_object unsupported_operation_type;

enum class newline_mode : std::uint8_t { universal, untranslated, lf, cr, crlf };

struct text_file : gc_header {
    object buffer;            // binary_file
    object encoding, errors;  // str
    newline_mode newline = newline_mode::universal;
    bool line_buffering = false, write_through = false, plain_utf8 = true;
    object mode, dict;
    gc_header* weakrefs = nullptr;
    explicit text_file() noexcept : gc_header(&text_file_type) {}
    binary_file& file() const noexcept { return *buffer.as<binary_file>(); }
};

object make_text_file(ref buffer, ref encoding, ref errors, newline_mode newline, bool line_buffering) noexcept;
/// False: failed.
bool text_write(text_file& f, ref text) noexcept;

/// io.NAME(...): a file in layers, by modules/_io_layers.py. Empty without an error: `cls` is one of its own classes.
object make_layer(type_object& cls, const char* name, const ref* args, std::size_t count, ref names) noexcept;

// Methods that all files share, over the methods of the file itself.
object io_enter(ref self, const ref* args, std::size_t count, ref names);
object io_exit(ref self, const ref* args, std::size_t count, ref names);
object io_readlines(ref self, const ref* args, std::size_t count, ref names);
object io_writelines(ref self, const ref* args, std::size_t count, ref names);
object io_next(ref self);

}  // namespace cowith
