#include "names.hpp"

#include "system_macros.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace cowith::lowering {

namespace {

using namespace std::string_view_literals;

// clang-format off
// Sorted. Keywords of C++20, macros that other headers bring along, and our own names.
constexpr std::array reserved_words = {
    "CHAR_BIT"sv, "CHAR_MAX"sv, "CHAR_MIN"sv, "CLOCKS_PER_SEC"sv, "CLOCK_MONOTONIC"sv, "CLOCK_REALTIME"sv,
    "INT_MAX"sv, "INT_MIN"sv, "LLONG_MAX"sv, "LONG_MAX"sv, "SHRT_MAX"sv, "TIMER_ABSTIME"sv, "TIME_UTC"sv,
    "UCHAR_MAX"sv, "UINT_MAX"sv, "_IOFBF"sv, "_IOLBF"sv, "_IONBF"sv, "__FILE__"sv, "__LINE__"sv, "__alignof__"sv,
    "__asm__"sv, "__attribute__"sv, "__complex__"sv, "__const__"sv, "__cplusplus"sv, "__extension__"sv, "__imag__"sv,
    "__inline__"sv, "__label__"sv, "__real__"sv, "__restrict__"sv, "__signed__"sv, "__typeof__"sv, "__volatile__"sv,
    "alignas"sv, "alignof"sv, "and"sv, "and_eq"sv, "asm"sv, "assert"sv, "at"sv, "auto"sv, "bitand"sv, "bitor"sv,
    "bool"sv, "break"sv, "case"sv, "catch"sv, "char"sv, "char16_t"sv, "char32_t"sv, "char8_t"sv, "class"sv,
    "co_await"sv, "co_return"sv, "co_yield"sv, "compl"sv, "concept"sv, "const"sv, "const_cast"sv, "consteval"sv,
    "constexpr"sv, "constinit"sv, "continue"sv, "cowith"sv, "decltype"sv, "default"sv, "delete"sv, "do"sv, "double"sv,
    "dynamic_cast"sv, "else"sv, "enum"sv, "explicit"sv, "export"sv, "extern"sv, "false"sv, "float"sv, "for"sv,
    "friend"sv, "g"sv, "goto"sv, "if"sv, "inline"sv, "int"sv, "linux"sv, "long"sv, "major"sv, "makedev"sv, "minor"sv,
    "module_"sv, "mutable"sv, "namespace"sv, "new"sv, "noexcept"sv, "not"sv, "not_eq"sv, "ns"sv, "nullptr"sv,
    "operator"sv, "or"sv, "or_eq"sv, "private"sv, "protected"sv, "public"sv, "py"sv, "register"sv,
    "reinterpret_cast"sv, "requires"sv, "return"sv, "short"sv, "signed"sv, "sizeof"sv, "slots_"sv, "source_"sv,
    "static"sv, "static_assert"sv, "static_cast"sv, "std"sv, "struct"sv, "switch"sv, "template"sv, "this"sv,
    "thread_local"sv, "throw"sv, "true"sv, "try"sv, "typedef"sv, "typeid"sv, "typename"sv, "union"sv, "unix"sv,
    "unsigned"sv, "using"sv, "virtual"sv, "void"sv, "volatile"sv, "wchar_t"sv, "while"sv, "xor"sv, "xor_eq"sv,
};

constexpr std::array builtin_exceptions = {
    "ArithmeticError"sv, "AssertionError"sv, "AttributeError"sv, "BaseException"sv, "BaseExceptionGroup"sv,
    "BlockingIOError"sv, "BrokenPipeError"sv, "BufferError"sv, "BytesWarning"sv, "ChildProcessError"sv,
    "ConnectionAbortedError"sv, "ConnectionError"sv, "ConnectionRefusedError"sv, "ConnectionResetError"sv,
    "DeprecationWarning"sv, "EOFError"sv, "EncodingWarning"sv, "EnvironmentError"sv, "Exception"sv, "ExceptionGroup"sv,
    "FileExistsError"sv, "FileNotFoundError"sv, "FloatingPointError"sv, "FutureWarning"sv, "GeneratorExit"sv, "IOError"sv,
    "ImportError"sv, "ImportWarning"sv, "IndentationError"sv, "IndexError"sv, "InterruptedError"sv, "IsADirectoryError"sv,
    "KeyError"sv, "KeyboardInterrupt"sv, "LookupError"sv, "MemoryError"sv, "ModuleNotFoundError"sv, "NameError"sv,
    "NotADirectoryError"sv, "NotImplementedError"sv, "OSError"sv, "OverflowError"sv, "PendingDeprecationWarning"sv,
    "PermissionError"sv, "ProcessLookupError"sv, "PythonFinalizationError"sv, "RecursionError"sv, "ReferenceError"sv,
    "ResourceWarning"sv, "RuntimeError"sv, "RuntimeWarning"sv, "StopAsyncIteration"sv, "StopIteration"sv, "SyntaxError"sv,
    "SyntaxWarning"sv, "SystemError"sv, "SystemExit"sv, "TabError"sv, "TimeoutError"sv, "TypeError"sv,
    "UnboundLocalError"sv, "UnicodeDecodeError"sv, "UnicodeEncodeError"sv, "UnicodeError"sv, "UnicodeTranslateError"sv,
    "UnicodeWarning"sv, "UserWarning"sv, "ValueError"sv, "Warning"sv, "ZeroDivisionError"sv,
};

constexpr std::array builtin_names = {
    "Ellipsis"sv, "NotImplemented"sv, "__build_class__"sv, "__debug__"sv, "__import__"sv, "abs"sv, "aiter"sv, "all"sv,
    "anext"sv, "any"sv, "ascii"sv, "bin"sv, "bool"sv, "breakpoint"sv, "bytearray"sv, "bytes"sv, "callable"sv, "chr"sv,
    "classmethod"sv, "compile"sv, "complex"sv, "copyright"sv, "credits"sv, "delattr"sv, "dict"sv, "dir"sv, "divmod"sv,
    "enumerate"sv, "eval"sv, "exec"sv, "exit"sv, "filter"sv, "float"sv, "format"sv, "frozenset"sv, "getattr"sv, "globals"sv,
    "hasattr"sv, "hash"sv, "help"sv, "hex"sv, "id"sv, "input"sv, "int"sv, "isinstance"sv, "issubclass"sv, "iter"sv, "len"sv,
    "license"sv, "list"sv, "locals"sv, "map"sv, "max"sv, "memoryview"sv, "min"sv, "next"sv, "object"sv, "oct"sv, "open"sv,
    "ord"sv, "pow"sv, "print"sv, "property"sv, "quit"sv, "range"sv, "repr"sv, "reversed"sv, "round"sv, "set"sv,
    "setattr"sv, "slice"sv, "sorted"sv, "staticmethod"sv, "str"sv, "sum"sv, "super"sv, "tuple"sv, "type"sv, "vars"sv,
    "zip"sv,
};
// clang-format on

bool contains(std::span<const std::string_view> sorted, std::string_view word) {
    return std::binary_search(sorted.begin(), sorted.end(), word);
}

// The length of the valid UTF-8 sequence at text[i]; 0: not valid (a lone surrogate).
std::size_t utf8_length(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) -> unsigned {
        return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u;
    };
    const unsigned b = byte(i);
    const auto follows = [&](std::size_t k) { return (byte(k) & 0xC0u) == 0x80u; };
    if (b >= 0xC2 && b < 0xE0) return follows(i + 1) ? 2 : 0;
    if (b >= 0xE0 && b < 0xF0) {
        if (b == 0xED && byte(i + 1) >= 0xA0) return 0;
        return follows(i + 1) && follows(i + 2) ? 3 : 0;
    }
    if (b >= 0xF0 && b < 0xF5) return follows(i + 1) && follows(i + 2) && follows(i + 3) ? 4 : 0;
    return 0;
}

bool is_capitals(std::string_view name) {
    return std::all_of(name.begin(), name.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; });
}

}  // namespace

// What the system's headers may define: those that the runtime's headers bring along, and signals, which a program's own may.
static bool is_system_macro(std::string_view name) {
    return contains(system_macros, name) || ((name.starts_with("SIG") || name.starts_with("SA_")) && is_capitals(name));
}

bool is_reserved(std::string_view word) { return contains(reserved_words, word); }

bool is_builtin_exception(std::string_view name) { return contains(builtin_exceptions, name); }

bool is_builtin_name(std::string_view name) { return contains(builtin_names, name) || is_builtin_exception(name); }

std::string cpp_identifier(std::string_view python_name) {
    std::string name(python_name);
    // What ends in underscores behind such a word gets one more, so that `int` and `int_` stay apart.
    std::size_t end = name.find_last_not_of('_') + 1;
    const auto taken = [&] { return is_system_macro(name.substr(0, end)) || is_reserved(name.substr(0, end)); };
    while (end < name.size() && !taken()) ++end;
    if (taken()) name += '_';
    return name;
}

std::string cpp_string(std::string_view text) {
    std::string out = "\"";
    out.reserve(text.size() + 2);
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += text[i++];
        } else if (c == '\n') {
            out += "\\n";
            ++i;
        } else if (c == '\t') {
            out += "\\t";
            ++i;
        } else if (c == '?' && i > 0 && text[i - 1] == '?') {  // no trigraph
            out += "\\?";
            ++i;
        } else if (c >= 0x20 && c < 0x7f) {
            out += text[i++];
        } else if (const std::size_t n = c < 0x80 ? 0 : utf8_length(text, i)) {
            out.append(text.substr(i, n));
            i += n;
        } else {
            out += '\\';
            out += static_cast<char>('0' + (c >> 6));
            out += static_cast<char>('0' + ((c >> 3) & 7));
            out += static_cast<char>('0' + (c & 7));
            ++i;
        }
    }
    out += '"';
    return out;
}

std::string clean_doc(std::string_view doc) {
    std::vector<std::string> lines;
    std::string expanded;
    std::size_t column = 0;
    for (const char c : doc) {  // tabs are expanded when there are any
        if (c == '\t') {
            do expanded += ' ';
            while (++column % 8 != 0);
            continue;
        }
        expanded += c;
        column = c == '\n' ? 0 : column + 1;
    }
    for (std::size_t start = 0; start <= expanded.size();) {
        std::size_t end = expanded.find('\n', start);
        if (end == std::string::npos) end = expanded.size();
        lines.push_back(expanded.substr(start, end - start));
        start = end + 1;
    }
    std::size_t margin = std::string::npos;
    for (std::size_t i = 1; i < lines.size(); ++i)
        if (const std::size_t n = lines[i].find_first_not_of(' '); n != std::string::npos) margin = std::min(margin, n);
    std::string out = lines[0].substr(std::min(lines[0].find_first_not_of(' '), lines[0].size()));
    for (std::size_t i = 1; i < lines.size(); ++i) {
        std::size_t n = lines[i].find_first_not_of(' ');
        if (n == std::string::npos) n = lines[i].size();
        out += "\n" + lines[i].substr(std::min(n, margin));
    }
    return out;
}

std::string snake_case(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper && !out.empty() && out.back() != '_') {
            const bool after_lower = name[i - 1] < 'A' || name[i - 1] > 'Z';
            const bool before_lower = i + 1 < name.size() && name[i + 1] >= 'a' && name[i + 1] <= 'z';
            if (after_lower || before_lower) out += '_';
        }
        out += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    const std::size_t start = out.find_first_not_of('_');
    out.erase(0, start == std::string::npos ? out.size() : start);
    if (out.empty() || (out[0] >= '0' && out[0] <= '9')) out.insert(0, "value");
    return out;
}

}  // namespace cowith::lowering
