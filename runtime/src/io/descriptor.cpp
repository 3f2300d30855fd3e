// Buffered access to a file descriptor.
#include "../core/threads.hpp"
#include "file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace cowith {
namespace {
constexpr std::size_t buffer_size = 128 * 1024;  // io.DEFAULT_BUFFER_SIZE since 3.14
}

object raise_os_error(int number, ref filename) noexcept {
    object text = make_str_from_utf8(std::strerror(number));
    object code = make_int(number);
    if (filename && !filename.is(None)) return raise_with(OSError_type, {code, text, filename});
    return raise_with(OSError_type, {code, text});
}

bool check_open(bool closed) noexcept {
    if (!closed) return true;
    raise_error(ValueError_type, "I/O operation on closed file.");
    return false;
}

bool file_flush(binary_file& f) noexcept {
    std::size_t done = 0;
    // What other threads write meanwhile comes behind it.
    std::string data = std::move(f.out);
    f.out.clear();
    while (done < data.size()) {
        ssize_t n;
        int number;
        {
            unlocked others;
            n = ::write(f.fd, data.data() + done, data.size() - done);
            number = errno;
        }
        if (n >= 0) {
            done += static_cast<std::size_t>(n);
        } else if (number != EINTR) {
            f.out.insert(0, data, done, std::string::npos);
            raise_os_error(number);
            return false;
        } else if (interrupt_arrived()) {
            f.out.insert(0, data, done, std::string::npos);
            return false;
        }
    }
    if (f.out.empty()) {  // keeps the memory for the next time
        data.clear();
        f.out = std::move(data);
    }
    return true;
}

bool file_write(binary_file& f, std::string_view data) noexcept {
    if (!ahead(f).empty() && file_seek(f, 0, SEEK_CUR) < 0) return false;
    f.out.append(data);
    return (f.out.size() < buffer_size && !f.unbuffered) || file_flush(f);
}

bool file_close(binary_file& f) noexcept {
    if (f.closed) return true;
    const bool flushed = file_flush(f);
    f.closed = true;
    if (f.closes_fd && ::close(f.fd) < 0 && flushed) {
        raise_os_error(errno);
        return false;
    }
    return flushed;
}

bool file_fill(binary_file& f, bool& more) noexcept {
    if (!f.out.empty() && !file_flush(f)) return false;
    if (f.fd == 0) flush_standard_streams();
    f.in.erase(0, f.in_at);
    f.in_at = 0;
    ssize_t n;
    int number = 0;
    if (!other_threads) {
        const std::size_t had = f.in.size();
        f.in.resize(had + buffer_size);
        do n = ::read(f.fd, f.in.data() + had, buffer_size);
        while (n < 0 && errno == EINTR && !interrupt_arrived());
        number = errno;
        f.in.resize(had + static_cast<std::size_t>(n > 0 ? n : 0));
    } else {
        // Others may read from this file meanwhile.
        std::string data(buffer_size, '\0');
        do {
            unlocked others;
            n = ::read(f.fd, data.data(), data.size());
            number = errno;
        } while (n < 0 && number == EINTR && !interrupt_arrived());
        if (n > 0) f.in.append(data, 0, static_cast<std::size_t>(n));
    }
    more = n > 0;
    if (n < 0 && !is_failed()) raise_os_error(number);
    return n >= 0;
}

std::int64_t file_seek(binary_file& f, std::int64_t offset, int whence) noexcept {
    if (!file_flush(f)) return -1;
    if (whence == SEEK_CUR) offset -= static_cast<std::int64_t>(ahead(f).size());
    const off_t at = ::lseek(f.fd, offset, whence);
    if (at < 0) {
        raise_os_error(errno);
        return -1;
    }
    f.in.clear();
    f.in_at = 0;
    return at;
}

std::int64_t file_tell(binary_file& f) noexcept {
    const off_t at = ::lseek(f.fd, 0, SEEK_CUR);
    if (at < 0) {
        raise_os_error(errno);
        return -1;
    }
    return at - static_cast<std::int64_t>(ahead(f).size()) + static_cast<std::int64_t>(f.out.size());
}

bool file_truncate(binary_file& f, std::int64_t size) noexcept {
    if (!file_flush(f)) return false;
    if (::ftruncate(f.fd, size) == 0) return true;
    raise_os_error(errno);
    return false;
}

}  // namespace cowith
