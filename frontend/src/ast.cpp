#include "cowith/frontend/ast.hpp"

namespace cowith::frontend {

const char* asdl_name(node_kind kind) {
    switch (kind) {
#define COWITH_STMT(kind, type, asdl)                                                                                  \
    case node_kind::kind: return #asdl;
#define COWITH_EXPR(kind, type, asdl)                                                                                  \
    case node_kind::kind: return #asdl;
#define COWITH_PATTERN(kind, type, asdl)                                                                               \
    case node_kind::kind: return #asdl;
#define COWITH_TYPE_PARAM(kind, type, asdl)                                                                            \
    case node_kind::kind: return #asdl;
#define COWITH_OTHER(kind, type, asdl)                                                                                 \
    case node_kind::kind: return #asdl;
#include "cowith/frontend/ast.def"
    }
    return "?";
}

const char* asdl_name(bool_operator op) { return op == bool_operator::and_ ? "And" : "Or"; }

const char* asdl_name(binary_operator op) {
    static constexpr const char* names[] = {"Add",    "Sub",    "Mult",  "MatMult", "Div",    "Mod",     "Pow",
                                            "LShift", "RShift", "BitOr", "BitXor",  "BitAnd", "FloorDiv"};
    return names[static_cast<std::size_t>(op)];
}

const char* asdl_name(unary_operator op) {
    static constexpr const char* names[] = {"Invert", "Not", "UAdd", "USub"};
    return names[static_cast<std::size_t>(op)];
}

const char* asdl_name(compare_operator op) {
    static constexpr const char* names[] = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"};
    return names[static_cast<std::size_t>(op)];
}

const char* symbol(binary_operator op) {
    static constexpr const char* texts[] = {"+", "-", "*", "@", "/", "%", "**", "<<", ">>", "|", "^", "&", "//"};
    return texts[static_cast<std::size_t>(op)];
}

const char* symbol(unary_operator op) {
    static constexpr const char* texts[] = {"~", "not", "+", "-"};
    return texts[static_cast<std::size_t>(op)];
}

const char* symbol(compare_operator op) {
    static constexpr const char* texts[] = {"==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in"};
    return texts[static_cast<std::size_t>(op)];
}

bool is_stmt(node_kind kind) { return kind <= node_kind::continue_stmt; }

bool is_expr(node_kind kind) { return kind >= node_kind::bool_op && kind <= node_kind::slice; }

bool is_pattern(node_kind kind) { return kind >= node_kind::match_value && kind <= node_kind::match_or; }

void bad_cast(node_kind is) {
    std::fprintf(stderr, "internal error: a syntax tree node is a %s where something else was expected\n",
                 asdl_name(is));
    std::abort();
}

const constant* docstring(const stmt_list& body) {
    if (body.empty()) return nullptr;
    const auto* first = dyn<expr_stmt>(body.front());
    if (first == nullptr) return nullptr;
    const auto* text = dyn<constant>(first->value);
    return text != nullptr && text->type == constant_type::str ? text : nullptr;
}

}  // namespace cowith::frontend
