// Files and the standard streams.
#pragma once
#include "types.hpp"

namespace cowith {

/// The stream that the program starts with: 0 stdin, 1 stdout, 2 stderr (sys.__stdin__...). Borrowed.
ref standard_stream(int fd) noexcept;
/// The dict of the sys module, set when that module is made: print() and input() look sys.stdout and its kin up there.
extern object system_dict;
/// sys.stdin, sys.stdout or sys.stderr as it is now, or empty when it has been deleted. `fd`: 0, 1, 2.
object current_stream(int fd) noexcept;
/// Writes out what the standard streams still hold; what the end of a program does.
void flush_standard_streams() noexcept;

/// open(): the builtin.
object open_file(ref file, ref mode = {}, ref buffering = {}, ref encoding = {}, ref errors = {}, ref newline = {},
                 ref closefd = {}, ref opener = {}) noexcept;
/// raise OSError(number, strerror(number), filename): the subclass that fits the number.
object raise_os_error(int number, ref filename = {}) noexcept;

}  // namespace cowith
