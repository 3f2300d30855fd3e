#pragma once
// What a typed header declares: functions, classes and their members, found in the syntax tree.

#include "cowith/frontend/scope.hpp"
#include "header_types.hpp"

#include <string>
#include <vector>

namespace cowith::lowering {

/// How a parameter is handed over.
enum class passing { positional, keyword, more, more_by_name };

struct header_parameter {
    std::string python_name;
    std::string cpp_name;
    std::string type;           ///< of the C++ parameter
    std::string default_value;  ///< C++; empty: none
    passing how = passing::positional;
};

/// A function, method, constructor or property.
struct header_function {
    enum class kind { function, method, static_method, constructor, getter, setter };
    kind is = kind::function;
    std::string python_name;
    std::string cpp_name;
    std::string result;  ///< the type of its value: "void", "cowith::task<double>"
    std::string doc;
    std::vector<header_parameter> parameters;
};

struct header_class {
    std::string python_name;
    std::string cpp_name;
    std::string base;  ///< a class of the same header; empty: none
    std::string doc;
    std::string entered, async_entered;  ///< what `with` and `async with` give; empty: it is no such manager
    std::vector<header_function> members;
};

struct header_entities {
    std::vector<header_class> classes;
    std::vector<header_function> functions;
};

/// The public functions and classes at the top of a module.
header_entities header_entities_of(const ast::module_ast& tree, const ast::symbol_table& table);

}  // namespace cowith::lowering
