#pragma once
// What an expression certainly is, as far as one module tells: an import, a function, a class, an instance of a class.
// Conservative: a name that is bound more than once, that a star import could bind, or that a decorator changes is
// unknown.

#include "cowith/frontend/scope.hpp"
#include "stack_guard.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cowith::frontend {

enum class value_kind {
    unknown,
    library,           ///< a module or a member of one: "contextlib.AsyncExitStack"
    library_instance,  ///< what calling a library member returns
    function,          ///< a def of this module, undecorated
    method,            ///< a def of a class of this module, bound or not
    class_,
    instance,
    managed_function,  ///< a def under @contextmanager or @asynccontextmanager
    manager,           ///< what calling such a function returns
};

struct known_value {
    value_kind kind = value_kind::unknown;
    const node* definition = nullptr;  ///< function_def or class_def
    std::string path;                  ///< of library values
    bool is_exact = true;              ///< false: `self`, whose class may be a subclass

    explicit operator bool() const { return kind != value_kind::unknown; }
    const function_def* function() const { return dyn<function_def>(definition); }
    bool is_library(std::string_view member) const { return kind == value_kind::library && path == member; }
};

/// Which of the two context manager protocols a type has.
struct protocols {
    bool known = false;
    bool sync = false;
    bool async = false;
};

class known_values {
  public:
    known_values(const module_ast& tree, const symbol_table& table);

    known_value of(const expr* e, const scope& in, int depth = 0) const;
    /// A function as seen through its decorators.
    known_value of_function(const function_def& f, const scope& in, int depth = 0) const;
    protocols protocols_of(const known_value& v) const;
    /// Whether a class of this module has a library class among its bases, directly or not.
    bool derives_from(const class_def& c, std::string_view path, int depth = 0) const;
    /// The scope a definition stands in.
    const scope& scope_of_definition(const node& definition) const;

  private:
    /// One place that binds a name.
    struct binding {
        enum class how { import, import_from, function, class_, value, entered, other } by = how::other;
        const node* what = nullptr;       // alias, function_def, class_def or expr
        const node* statement = nullptr;  // import_from_stmt
        const scope* in = nullptr;        // where `what` is evaluated
    };
    struct key {
        const scope* s;
        std::string_view name;
        bool operator==(const key&) const = default;
    };
    struct hash {
        std::size_t operator()(const key& k) const {
            return std::hash<const void*>()(k.s) * 31 + std::hash<std::string_view>()(k.name);
        }
    };

    void collect(const node& n, const scope& in);
    void collect_target(const expr* target, const scope& in, binding b);
    void bind(identifier written, const scope& in, binding b);
    const scope* owner_of(const scope& in, identifier written, std::string_view& name) const;
    known_value of_name(const name& n, const scope& in, int depth) const;
    known_value of_attribute(const attribute& a, const scope& in, int depth) const;
    known_value of_call(const call& c, const scope& in, int depth) const;
    known_value member_of(const class_def& c, identifier name, int depth) const;
    void add_protocols(const class_def& c, protocols& into, int depth) const;

    const symbol_table& table_;
    std::unordered_map<key, std::vector<binding>, hash> bindings_;
    std::unordered_map<const node*, const scope*> definition_scopes_;
    bool patches_protocols_ = false;  // some `X.__enter__ = ...`
    stack_guard guard_;
};

}  // namespace cowith::frontend
