#pragma once
// C++ types in Python's words.

#include "cursor.hpp"
#include "header.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace cowith::native {

/// What a type is in Python, given the classes and enums that the header declares.
class type_reader {
  public:
    /// `not_copyable`: keys of classes, as the compiler found out.
    explicit type_reader(const std::set<std::string>& not_copyable) : not_copyable_(not_copyable) {}

    /// A class by its key; its name in Python where that isn't the C++ one.
    void declare_class(const std::string& key, const std::string& python = "");
    void declare_enum(const std::string& name) { enums_.insert(name); }
    bool is_class(const std::string& key) const { return classes_.contains(key); }
    bool is_enum(const std::string& name) const { return enums_.contains(name); }
    /// Keys of classes that are copied into containers or out of them.
    const std::set<std::string>& copied() const { return copied_; }

    /// Empty: can't be bound. `direct`: a parameter or result itself, not an item of a container.
    std::string python_of(CXType type, bool direct) const;
    /// Of parameters alone: a Python function as std::function.
    std::string python_of_parameter(CXType type) const;
    bound_type result_type(CXType type) const;
    bool is_bound_class(CXType t) const;
    /// What `co_await` takes.
    static bool awaits(CXType t);
    /// As the header spells it; in stand-ins for templates as it is.
    static std::string shown(CXType type);

  private:
    std::string python_of_arguments(CXType t, const std::vector<int>& which) const;
    std::string python_of_record(CXType t) const;
    std::string python_of_span(CXType t) const;

    std::set<std::string> classes_, enums_;
    std::map<std::string, std::string> names_;  ///< of classes whose names in Python are aliases
    const std::set<std::string>& not_copyable_;
    mutable std::set<std::string> copied_;
};

}  // namespace cowith::native
