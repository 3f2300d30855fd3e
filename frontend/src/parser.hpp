#pragma once
// The parser: recursive descent over tokens, one function a rule of CPython 3.14's grammar, building the tree at once.
// It only says that and where a text is wrong; syntax_errors.cpp finds CPython's words for it.

#include "cowith/frontend/ast.hpp"
#include "lexer.hpp"

#include <string>
#include <utility>
#include <vector>

namespace cowith::frontend {

/// Thrown where the text leaves the grammar. With a message: an error that CPython reports while it builds the tree.
struct syntax_failure {
    std::uint32_t token_index = 0;
    std::string type = "SyntaxError";
    std::string message;
    location where;
};

class parser {
  public:
    parser(const source_file& source, const token_list& tokens, module_ast& tree);

    /// Parses a whole module into the tree. Throws syntax_failure.
    void parse_module();

    /// Where to look for the reason of a failure: the statement before the failing one in the innermost block, or the
    /// failing one when it is the first.
    std::uint32_t error_context() const { return context_; }

    /// Parses tokens that hold one expression and an end_of_file. Null when they hold something else.
    expr* parse_expression();

  private:
    // -- tokens
    const token& peek(std::uint32_t ahead = 0) const {
        const std::size_t i = std::size_t{pos_} + ahead;
        return i < tokens_.size() ? tokens_[i] : tokens_.back();
    }
    token_kind kind() const { return tokens_[pos_].kind; }
    bool at(token_kind k) const { return kind() == k; }
    std::uint32_t next() { return pos_++; }
    bool accept(token_kind k) {
        if (!at(k)) return false;
        ++pos_;
        return true;
    }
    void expect(token_kind k) {
        if (!accept(k)) fail();
    }
    bool at_word(const char* word) const { return at(token_kind::name) && text(peek()) == word; }
    std::string_view text(const token& t) const {
        return std::string_view(source_.text).substr(t.start, t.end - t.start);
    }
    [[noreturn]] void fail() const { throw syntax_failure{pos_, "SyntaxError", {}, {}}; }
    [[noreturn]] void fail(const location& where, std::string message) const {
        throw syntax_failure{pos_, "SyntaxError", std::move(message), where};
    }

    // -- places
    std::uint32_t column(std::uint32_t offset, std::uint32_t line) const {
        return line - 1 < source_.line_starts.size() ? offset - source_.line_starts[line - 1] : 0;
    }
    location place(const token& t) const {
        return {t.line, column(t.start, t.line), t.end_line, column(t.end, t.end_line)};
    }
    /// From a token to the last one that was read, blanks not counted.
    location since(std::uint32_t first) const;
    /// From the start of a node to the last token.
    location since(const node& first) const {
        location l = since(pos_ - 1);
        l.line = first.loc.line;
        l.col = first.loc.col;
        return l;
    }

    // -- nodes
    template <class T> T* make(node_kind k, const location& loc) { return tree_.make<T>(k, loc); }
    identifier name_text(const token& t);
    identifier expect_name();

    /// Collects the children of a node on a stack that all lists share.
    template <class T> class list_of {
      public:
        explicit list_of(parser& p) : p_(p), base_(p.stack_.size()) {}
        list_of(const list_of&) = delete;
        list_of& operator=(const list_of&) = delete;
        ~list_of() { p_.stack_.resize(base_); }
        void add(T* item) { p_.stack_.push_back(item); }
        std::size_t size() const { return p_.stack_.size() - base_; }
        T* at(std::size_t i) const { return static_cast<T*>(p_.stack_[base_ + i]); }
        node_list<T*> done() const {
            auto* to = static_cast<T**>(p_.tree_.arena.allocate(sizeof(T*) * (size() + 1), alignof(T*)));
            for (std::size_t i = 0; i < size(); ++i) to[i] = at(i);
            return {to, size()};
        }

      private:
        parser& p_;
        std::size_t base_;
    };

    /// Counts the nesting of rules: deeper than CPython's parser goes is an error, not a crash.
    struct nesting {
        explicit nesting(parser& p) : p_(p) {
            if (++p_.depth_ > max_depth) p_.too_deep();
        }
        nesting(const nesting&) = delete;
        nesting& operator=(const nesting&) = delete;
        ~nesting() { --p_.depth_; }
        parser& p_;
    };
    /// Reads statements up to a token, and keeps error_context() up to date.
    stmt_list statements_until(token_kind end);

    static constexpr int max_depth = 1000;
    static constexpr int max_chain = 4000;  ///< length of `a + b + ...`, `a.b.c...`: each step nests the tree by one
    [[noreturn]] void too_deep() const;
    [[noreturn]] void too_long() const;

    /// Runs a rule; on a failure goes back to where it began and returns false.
    template <class F> bool attempt(F&& rule) {
        const auto start = pos_;
        const auto depth = depth_;
        try {
            rule();
            return true;
        } catch (const syntax_failure& f) {
            if (!f.message.empty()) throw;
            pos_ = start;
            depth_ = depth;
            return false;
        }
    }

    // -- statements (parse_simple.cpp, parse_compound.cpp)
    void statement(list_of<stmt>& into);
    void simple_statements(list_of<stmt>& into);
    stmt* simple_statement();
    stmt* expression_statement();
    stmt* annotated(std::uint32_t first, expr* target);
    expr* annotated_rhs();
    stmt* return_statement();
    stmt* raise_statement();
    stmt* delete_statement();
    stmt* assert_statement();
    template <class T> stmt* names_statement(node_kind k);
    stmt* import_statement();
    stmt* import_from_statement();
    std::string_view dotted_name();
    stmt* type_statement();

    stmt* compound_statement();
    stmt_list block();
    stmt* if_statement();
    stmt_list else_block();
    stmt* while_statement();
    stmt* for_statement(std::uint32_t first, bool is_async);
    stmt* try_statement();
    except_handler* handler(bool& is_star);
    stmt* with_statement(std::uint32_t first, bool is_async);
    with_item* one_with_item();
    stmt* function(std::uint32_t first, bool is_async, expr_list decorators);
    stmt* class_statement(expr_list decorators);
    stmt* decorated();
    stmt* async_statement();

    // -- match (parse_patterns.cpp)
    bool looks_like_match() const;
    stmt* match_statement();
    expr* match_subject();
    match_case* one_case();
    pattern* patterns();
    pattern* maybe_star_pattern();
    pattern* star_pattern();
    pattern* as_pattern();
    pattern* or_pattern();
    pattern* closed_pattern();
    pattern* literal_pattern();
    expr* pattern_number();
    pattern* group_or_sequence_pattern();
    pattern* bracket_pattern();
    pattern* mapping_pattern();
    pattern* name_pattern();
    pattern* class_pattern(std::uint32_t first, expr* cls);

    // -- parameters and arguments (parse_arguments.cpp)
    arguments* parameters(token_kind end, bool annotations);
    arg* parameter(bool annotations, bool star_annotation);
    type_param_list type_parameters();
    type_param* type_parameter();
    void call_arguments(list_of<expr>& positional, std::vector<keyword*>& keywords, bool is_class = false);

    // -- targets
    enum class target_role { assign, loop, del };
    bool set_context(expr* e, expr_context ctx);
    expr* star_targets();
    expr* target(expr* e, expr_context ctx);

    // -- expressions (parse_expressions.cpp, parse_atoms.cpp)
    expr* star_expressions();
    expr* star_expression();
    expr* star_named_expression();
    expr* named_expression();
    expr* expression();
    expr* yield_expression();
    expr* lambda_expression();
    expr* disjunction();
    expr* conjunction();
    expr* inversion();
    expr* comparison();
    expr* bitwise_or() { return binary(0); }
    expr* binary(int level);
    expr* factor();
    expr* power();
    expr* await_primary();
    expr* primary();
    expr* atom();
    expr* group_tuple_or_genexp();
    expr* list_or_comprehension();
    expr* dict_or_set();
    expr* slices();
    expr* slice_item();
    expr* name_expr();
    expr* constant_of(constant_type type);
    expr* number_expr();
    expr* tuple_of(list_of<expr>& items, std::uint32_t first);
    node_list<comprehension*> comprehension_clauses();
    bool at_comprehension() const {
        return at(token_kind::kw_for) || (at(token_kind::kw_async) && peek(1).kind == token_kind::kw_for);
    }
    bool at_expression_start() const;

    // -- strings (parse_strings.cpp)
    expr* strings();
    struct string_part;  // a piece of an implicit concatenation
    void plain_string_part(const token& t, std::vector<string_part>& into);
    void format_string_part(std::vector<string_part>& into);
    void replacement_field(bool interpolates, bool is_template, bool raw, std::vector<string_part>& into);
    void add_middle(const token& t, bool raw, std::vector<string_part>& into);
    location middle_place(const token& t) const;
    expr* format_spec(bool is_template, bool raw);
    expr* joined(std::vector<string_part>& parts, const location& loc, bool is_template);
    std::string decode_text(std::string_view body, const token& t, bool raw);
    std::string decode_bytes(std::string_view body, const token& t, bool raw);
    std::string expression_text(std::uint32_t start, std::uint32_t end) const;
    constant* text_constant(std::string_view value, const location& loc);

    const source_file& source_;
    const std::vector<token>& tokens_;
    const std::vector<raw_comment>& comments_;
    module_ast& tree_;
    std::uint32_t pos_ = 0;
    std::uint32_t context_ = 0;
    int depth_ = 0;
    std::vector<void*> stack_;
};

}  // namespace cowith::frontend
