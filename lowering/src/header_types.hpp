#pragma once
// Annotations as C++ types, for the headers through which C++ calls a module.

#include "cowith/frontend/frontend.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace cowith::lowering {

namespace ast = cowith::frontend;

/// What the names of a module mean where its annotations are read. Names that are bound in any other way mean nothing here.
class header_types {
  public:
    explicit header_types(const ast::module_ast& tree);

    /// The type of a value: "std::int64_t", "std::vector<Order>"; "cowith::object" where the annotation says nothing that C++ knows.
    std::string value(const ast::expr* annotation) const;
    /// The type of a parameter that holds such a value: "std::string_view", "const Order&".
    static std::string parameter(const std::string& value_type);
    /// The same for what a function gives: iterators are ranges there.
    std::string result(const ast::expr* annotation) const;
    /// The T of Iterator[T], Generator[T, ...], Iterable[T]; or of AsyncIterator[T] and the like. "cowith::object" where it says nothing.
    std::string iterated(const ast::expr* annotation, bool asynchronous) const;
    /// The qualified name that an expression means: "contextlib.asynccontextmanager", "dataclasses.dataclass", a builtin's or a class's own.
    std::string meaning(const ast::expr* e) const;
    /// Is it a public class of the module, defined at its top?
    bool is_class(std::string_view name) const { return classes_.contains(name); }
    /// The class whose body is read, for Self; empty: none.
    void inside(const std::string& cpp_name) { self_ = cpp_name; }

  private:
    /// What an annotation in quotes says: "Order | None".
    const ast::expr* unquoted(const ast::expr* annotation) const;
    bool is_iterator(const ast::expr* annotation, bool asynchronous) const;
    std::string subscripted(const ast::subscript& s) const;
    std::string optional_of(const ast::expr* annotation) const;
    void bind_alias(std::string_view name, const ast::expr* value);
    std::string value_of_alias(std::string_view name, const ast::expr* meant) const;
    static std::string literal_type(const std::vector<const ast::expr*>& values);
    std::unordered_set<std::string_view> classes_;
    std::string self_;
    std::unordered_map<std::string_view, std::string> imported_;  ///< "Optional" -> "typing.Optional", "t" -> "typing"
    mutable std::vector<ast::parse_result> unquoted_;
    std::unordered_map<std::string_view, const ast::expr*> aliases_;  ///< Names = list[str]; null: not for us
    std::unordered_set<std::string_view> dicts_;                      ///< TypedDicts
    mutable std::unordered_set<std::string_view> inside_aliases_;
    std::unordered_set<std::string_view> bound_;  ///< names that hide builtins
};

/// A default that C++ can write as well: "2.5", "\"main\""; empty: only Python knows it.
std::string literal_default(const ast::expr* e, const std::string& value_type);

}  // namespace cowith::lowering
