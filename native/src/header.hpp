#pragma once
// What a C++ header offers to Python.

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace cowith::native {

/// A C++ type as the binding spells it, and what it is in Python.
struct bound_type {
    std::string cpp;     ///< canonical: "const std::basic_string<char> &"
    std::string python;  ///< "str"; empty: can't be bound
    bool awaitable = false;
};

struct parameter {
    std::string name;
    bound_type type;
    bool has_default = false;
};

struct function {
    std::string name;    ///< in C++: of free functions with their namespaces
    std::string python;  ///< "add", "__lt__"
    std::string place;   ///< "db.hpp:3:5"
    std::string doc;
    std::vector<parameter> parameters;
    bound_type result;
    bool is_static = false;
    std::string infix;               ///< "+", "bool": called as an operator
    bool is_reflected = false;       ///< ... whose right operand is the object
    std::set<std::size_t> not_with;  ///< numbers of arguments that C++ finds ambiguous, or refuses
};

/// A value that never changes.
struct constant {
    std::string cpp, python, type;
    bool is_enumerator = false;  ///< of an enum without a name: an int
};

struct enumeration {
    std::string cpp, python, doc;
    std::vector<std::pair<std::string, long long>> members;
};

struct field {
    std::string name;
    bound_type type;
    bool is_const = false;
    bool is_copied = false;  ///< nothing can refer to it: bit-fields
};

struct class_type {
    std::string cpp, python, doc;
    std::string base;         ///< the C++ name of a base that is bound too; empty: none
    std::string python_base;  ///< of exceptions: a builtin class
    bool is_exception = false;
    bool is_abstract = false;
    bool has_constructor = false;  ///< written by hand: else it is made without arguments
    std::vector<function> constructors;
    std::vector<function> methods;
    std::vector<field> fields;
    std::vector<constant> constants;
};

struct header {
    std::string name;  ///< of the module
    std::string path;
    std::string doc;
    std::vector<enumeration> enums;
    std::vector<class_type> classes;
    std::vector<function> functions;
    std::vector<constant> constants;
    std::vector<std::string> files;     ///< all that was read, for a depfile
    std::vector<std::string> messages;  ///< "db.hpp:3:5: warning: ..."
    bool good = true;
};

/// Reads a header as a C++ compiler with these flags would.
header read_header(const std::string& name, const std::string& path, const std::vector<std::string>& flags);

/// The C++ that makes the module.
std::string binding_text(const header& h);
/// The same as a stub file for type checkers and editors.
std::string stub_text(const header& h);

}  // namespace cowith::native
