#include "attach_comments.hpp"

#include <limits>

namespace cowith::frontend {

namespace {

struct position {
    std::uint32_t line;
    std::uint32_t col;

    auto operator<=>(const position&) const = default;
};

position start_of(const node& n) { return {n.loc.line, n.loc.col}; }

/// Where a statement begins for its reader: at its first decorator.
position start_of(const stmt& s) {
    const expr_list* decorators = nullptr;
    if (const auto* f = dyn<function_def>(&s))
        decorators = &f->decorator_list;
    else if (const auto* c = dyn<class_def>(&s))
        decorators = &c->decorator_list;
    if (decorators != nullptr && !decorators->empty()) return {decorators->front()->loc.line, 0};
    return {s.loc.line, s.loc.col};
}

/// Walks statements and comments together, in the order of the text.
class attacher {
  public:
    attacher(module_ast& tree, const source_file& source) : tree_(tree), source_(source) {}

    void run() {
        block(tree_.body, end_of_text);
        if (tree_.body.empty()) tree_.trailing_comments = tree_.comments;
    }

  private:
    static constexpr position end_of_text{std::numeric_limits<std::uint32_t>::max(), 0};
    using comment_list = std::vector<comment*>;

    comment* current() const { return next_ < tree_.comments.size() ? tree_.comments[next_] : nullptr; }
    bool before(const position& p) const {
        const comment* c = current();
        return c != nullptr && start_of_comment(*c) < p;
    }
    static position start_of_comment(const comment& c) { return {c.loc.line, c.loc.col}; }
    comment* take() { return tree_.comments[next_++]; }

    node_list<comment*> list(const comment_list& from) { return tree_.arena.list(from); }

    node_list<comment*> take_until(const position& p) {
        comment_list taken;
        while (before(p)) taken.push_back(take());
        return list(taken);
    }

    /// The comments of a header that ends with a ':' before `body`; true own-line comments stay for the body.
    void header(const position& body, comment*& trailing, comment_list& inside) {
        while (before(body)) {
            comment* c = current();
            if (c->own_line && !in_brackets(*c)) return;
            take();
            if (trailing == nullptr && follows_colon(*c))
                trailing = c;
            else
                inside.push_back(c);
        }
    }

    bool follows_colon(const comment& c) const {
        const auto text = source_.line(c.loc.line).substr(0, c.loc.col);
        const auto last = text.find_last_not_of(" \t\f");
        return last != std::string_view::npos && text[last] == ':';
    }

    /// An own-line comment inside a header that goes on below it.
    bool in_brackets(const comment& c) const { return start_of_comment(c) < header_end_; }

    /// `limit`: where what follows the block begins.
    void block(const stmt_list& body, const position& limit) {
        for (std::size_t i = 0; i < body.size(); ++i) {
            stmt& s = *body[i];
            s.leading = take_until(start_of(s));
            const position next = i + 1 < body.size() ? start_of(*body[i + 1]) : limit;
            statement(s, next);
        }
        if (body.empty()) return;
        // What is left before `limit` and indented like the block still belongs to it.
        comment_list after;
        while (before(limit) && current()->own_line && current()->loc.col >= body.front()->loc.col)
            after.push_back(take());
        body.back()->after = list(after);
    }

    void simple(stmt& s, const position& next) {
        comment_list inside;
        const position end{s.loc.end_line, s.loc.end_col};
        while (before(end)) inside.push_back(take());
        if (before(next) && current()->loc.line == s.loc.end_line) s.trailing = take();
        s.inside = list(inside);
    }

    static position first_of(const stmt_list& body, const position& otherwise) {
        return body.empty() ? otherwise : start_of(*body.front());
    }

    /// A part of a compound statement: its header's comments, then its block.
    void part(stmt& s, const stmt_list& body, const position& limit, bool first) {
        if (body.empty()) return;
        if (first) {
            comment_list inside;
            header_end_ = header_end_of(s);
            header(start_of(*body.front()), s.trailing, inside);
            s.inside = list(inside);
        }
        block(body, limit);
    }

    /// The end of the last expression in a header.
    static position header_end_of(const stmt& s) {
        const node* last = nullptr;
        switch (s.kind) {
        case node_kind::if_stmt: last = as<if_stmt>(&s).test; break;
        case node_kind::while_stmt: last = as<while_stmt>(&s).test; break;
        case node_kind::for_stmt:
        case node_kind::async_for_stmt: last = as<for_stmt>(&s).iter; break;
        case node_kind::with_stmt:
        case node_kind::async_with_stmt: last = as<with_stmt>(&s).items.back(); break;
        case node_kind::match_stmt: last = as<match_stmt>(&s).subject; break;
        case node_kind::function_def:
        case node_kind::async_function_def: {
            const auto& f = as<function_def>(&s);
            last = f.returns;
            if (last == nullptr && f.args->loc.line != 0) last = f.args;
            break;
        }
        case node_kind::class_def: {
            const auto& c = as<class_def>(&s);
            if (!c.keywords.empty())
                last = c.keywords.back();
            else if (!c.bases.empty())
                last = c.bases.back();
            break;
        }
        default: break;
        }
        return last == nullptr ? position{s.loc.line, s.loc.col} : position{last->loc.end_line, last->loc.end_col};
    }

    void statement(stmt& s, const position& next) {
        switch (s.kind) {
        case node_kind::function_def:
        case node_kind::async_function_def: return part(s, as<function_def>(&s).body, next, true);
        case node_kind::class_def: return part(s, as<class_def>(&s).body, next, true);
        case node_kind::with_stmt:
        case node_kind::async_with_stmt: return part(s, as<with_stmt>(&s).body, next, true);
        case node_kind::for_stmt:
        case node_kind::async_for_stmt: {
            auto& x = as<for_stmt>(&s);
            return with_else(s, x.body, x.orelse, next);
        }
        case node_kind::while_stmt: {
            auto& x = as<while_stmt>(&s);
            return with_else(s, x.body, x.orelse, next);
        }
        case node_kind::if_stmt: {
            auto& x = as<if_stmt>(&s);
            return with_else(s, x.body, x.orelse, next);
        }
        case node_kind::try_stmt:
        case node_kind::try_star_stmt: return try_parts(as<try_stmt>(&s), next);
        case node_kind::match_stmt: return match_parts(as<match_stmt>(&s), next);
        default: return simple(s, next);
        }
    }

    void with_else(stmt& s, const stmt_list& body, const stmt_list& orelse, const position& next) {
        part(s, body, first_of(orelse, next), true);
        part(s, orelse, next, false);
    }

    void try_parts(try_stmt& s, const position& next) {
        const position finally_start = first_of(s.finalbody, next);
        const position else_start = first_of(s.orelse, finally_start);
        part(s, s.body, s.handlers.empty() ? else_start : start_of(*static_cast<node*>(s.handlers.front())), true);
        for (std::size_t i = 0; i < s.handlers.size(); ++i) {
            auto& h = *s.handlers[i];
            h.leading = take_until({h.loc.line, h.loc.col});
            clause_header(h.type, h.loc, h.body, h.trailing);
            block(h.body, i + 1 < s.handlers.size() ? start_of(*static_cast<node*>(s.handlers[i + 1])) : else_start);
        }
        part(s, s.orelse, finally_start, false);
        part(s, s.finalbody, next, false);
    }

    void clause_header(const node* last, const location& loc, const stmt_list& body, comment*& trailing) {
        header_end_ = last == nullptr ? position{loc.line, loc.col} : position{last->loc.end_line, last->loc.end_col};
        comment_list inside;
        header(start_of(*body.front()), trailing, inside);
    }

    void match_parts(match_stmt& s, const position& next) {
        header_end_ = header_end_of(s);
        comment_list inside;
        header(start_of(*static_cast<node*>(s.cases.front())), s.trailing, inside);
        s.inside = list(inside);
        for (std::size_t i = 0; i < s.cases.size(); ++i) {
            auto& c = *s.cases[i];
            c.leading = take_until({c.loc.line, c.loc.col});
            clause_header(c.guard != nullptr ? static_cast<node*>(c.guard) : c.pattern, c.loc, c.body, c.trailing);
            block(c.body, i + 1 < s.cases.size() ? start_of(*static_cast<node*>(s.cases[i + 1])) : next);
        }
    }

    module_ast& tree_;
    const source_file& source_;
    std::size_t next_ = 0;
    position header_end_{};
};

}  // namespace

void attach_comments(module_ast& tree, const source_file& source, const std::vector<raw_comment>& comments) {
    std::vector<comment*> all;
    all.reserve(comments.size());
    for (const auto& raw : comments) {
        auto* c = tree.arena.make<comment>();
        const auto start = source.line_starts[raw.line - 1];
        c->loc = {raw.line, raw.where.start - start, raw.line, raw.where.end - start};
        c->text =
            tree.arena.text(std::string_view(source.text).substr(raw.where.start, raw.where.end - raw.where.start));
        c->own_line = raw.own_line;
        all.push_back(c);
    }
    tree.comments = tree.arena.list(all);
    attacher(tree, source).run();
}

}  // namespace cowith::frontend
