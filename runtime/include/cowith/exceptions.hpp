// Builtin exceptions with fields of their own (Objects/exceptions.c), and what prints them.
#pragma once
#include "types.hpp"

namespace cowith {

struct stop_iteration_exception : exception {  // StopIteration
    object value;
    using exception::exception;
};
struct system_exit_exception : exception {  // SystemExit
    object code;
    using exception::exception;
};
struct os_error_exception : exception {  // OSError and subclasses
    object number, text, filename, filename2;
    using exception::exception;
};
struct import_error_exception : exception {  // ImportError, ModuleNotFoundError
    object message, name, path, name_from;
    using exception::exception;
};
struct attribute_error_exception : exception {  // AttributeError
    object name, owner;
    using exception::exception;
};
struct name_error_exception : exception {  // NameError, UnboundLocalError
    object name;
    using exception::exception;
};
struct syntax_error_exception : exception {  // SyntaxError and subclasses
    object message, filename, line, offset, text, end_line, end_offset;
    using exception::exception;
};
struct unicode_error_exception : exception {  // UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError
    object encoding, subject, start, end, reason;
    using exception::exception;
};
struct group_exception : exception {  // BaseExceptionGroup, ExceptionGroup
    object message, exceptions;       // str, tuple
    using exception::exception;
};

/// type.__name__ for messages; the bytes live as long as the type.
std::string_view type_name_view(const type_object* type) noexcept;
inline std::string type_name(const type_object* type) noexcept { return std::string(type_name_view(type)); }
/// "module.qualname", without the module for builtins (%T of CPython's PyErr_Format from 3.13 on).
object qualified_type_name(const type_object* type) noexcept;

/// The text that CPython prints for an uncaught exception, with its chain and traceback (3.14's format).
std::string format_exception(ref exc) noexcept;
/// Prints it to sys.stderr.
void print_exception(ref exc) noexcept;
/// StopIteration's value taken from the pending exception, which is cleared.
object take_stop_iteration_value() noexcept;

/// eg.split(type or tuple) for except* (PEP 654): what matched and the rest, each may be None; false: failed.
bool split_group(ref exc, ref matcher, object& matching, object& rest) noexcept;

}  // namespace cowith
