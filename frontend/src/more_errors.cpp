#include "more_errors.hpp"

#include "parser.hpp"

#include <tree_sitter/api.h>

#include <cstring>
#include <memory>
#include <optional>

extern "C" const TSLanguage* tree_sitter_python(void);

namespace cowith::frontend {

namespace {

constexpr std::size_t max_errors = 20;
constexpr std::size_t max_size = std::size_t{4} << 20;  // larger files get their first error only

struct parser_deleter {
    void operator()(TSParser* p) const { ts_parser_delete(p); }
};
struct tree_deleter {
    void operator()(TSTree* t) const { ts_tree_delete(t); }
};

/// Errors that are likely only echoes of an earlier one, because the statement was cut wrongly.
bool may_be_echo(const syntax_report& r, std::uint32_t first_line) {
    static constexpr std::string_view echoes[] = {"unmatched ", "unexpected indent", "unindent does not match",
                                                  "closing parenthesis", "expected 'except' or 'finally' block"};
    for (const auto e : echoes)
        if (r.message.compare(0, e.size(), e) == 0) return true;
    return r.message == "invalid syntax" && r.where.line == first_line && r.where.col == 0;
}

class searcher {
  public:
    searcher(const source_file& source, std::uint32_t line) : source_(source), after_(line) {}

    std::vector<syntax_report> run() {
        const std::unique_ptr<TSParser, parser_deleter> parser(ts_parser_new());
        if (!parser || !ts_parser_set_language(parser.get(), tree_sitter_python())) return {};
        const std::unique_ptr<TSTree, tree_deleter> tree(ts_parser_parse_string(
            parser.get(), nullptr, source_.text.data(), static_cast<std::uint32_t>(source_.text.size())));
        if (tree) {
            block(ts_tree_root_node(tree.get()), 0);
            rest(ts_tree_root_node(tree.get()));
        }
        return std::move(found_);
    }

  private:
    static std::uint32_t first_line(TSNode n) { return ts_node_start_point(n).row + 1; }
    static std::uint32_t last_line(TSNode n) {
        const auto end = ts_node_end_point(n);
        return end.column == 0 && end.row > 0 ? end.row : end.row + 1;
    }
    static bool is(TSNode n, const char* type) { return std::strcmp(ts_node_type(n), type) == 0; }

    /// The statements of a module or block.
    void block(TSNode parent, int depth) {
        const auto count = ts_node_named_child_count(parent);
        for (std::uint32_t i = 0; i < count && found_.size() < max_errors; ++i) {
            const TSNode n = ts_node_named_child(parent, i);
            if (is(n, "comment") || last_line(n) <= after_) continue;
            if (first_line(n) > after_ && starts_line(n)) {
                std::uint32_t end = last_line(n);
                if (i + 1 < count)  // what tree-sitter leaves between two statements belongs to the first
                    end = std::max(end, first_line(ts_node_named_child(parent, i + 1)) - 1);
                const auto error = judge(first_line(n), end);
                if (!error) continue;
                after_ = error->where.line;
                if (!may_be_echo(*error, first_line(n))) found_.push_back(*error);
            }
            if (depth < max_depth) inner_blocks(n, depth + 1);
        }
    }

    /// What tree-sitter made one lump of: the lines behind the last error, cut where a line begins without indentation.
    void rest(TSNode root) {
        std::uint32_t begin = 0;
        for (std::uint32_t line = after_ + 1; line <= source_.line_count() + 1 && found_.size() < max_errors; ++line) {
            const bool starts = line <= source_.line_count() && starts_statement(root, line);
            if (!starts && line <= source_.line_count()) continue;
            if (begin != 0) {
                const auto error = judge(begin, line - 1);
                if (error && !may_be_echo(*error, begin)) found_.push_back(*error);
            }
            begin = line;
        }
    }

    bool starts_statement(TSNode root, std::uint32_t line) const {
        const auto text = source_.line(line);
        if (text.empty() || !(text[0] == '@' || text[0] == '_' || (text[0] >= 'a' && text[0] <= 'z') ||
                              (text[0] >= 'A' && text[0] <= 'Z')))
            return false;
        for (const std::string_view word : {"else", "elif", "except", "finally", "case"})
            if (text.substr(0, word.size()) == word) return false;
        if (line > 1 && !source_.line(line - 1).empty() &&
            (source_.line(line - 1)[0] == '@' || source_.line(line - 1).back() == '\\'))
            return false;  // decorated or continued
        const TSPoint at{line - 1, 0};
        for (TSNode n = ts_node_descendant_for_point_range(root, at, at); !ts_node_is_null(n); n = ts_node_parent(n)) {
            const std::string_view type = ts_node_type(n);
            if (type == "string" || type == "list" || type == "tuple" || type == "dictionary" || type == "set" ||
                type == "argument_list" || type == "parameters")
                return false;
        }
        return true;
    }

    void inner_blocks(TSNode n, int depth) {
        const auto count = ts_node_named_child_count(n);
        for (std::uint32_t i = 0; i < count && found_.size() < max_errors; ++i) {
            const TSNode child = ts_node_named_child(n, i);
            if (last_line(child) <= after_) continue;
            if (is(child, "block"))
                block(child, depth);
            else if (depth < max_depth && (is(child, "function_definition") || is(child, "class_definition") ||
                                           std::strstr(ts_node_type(child), "_clause") != nullptr))
                inner_blocks(child, depth + 1);
        }
    }

    bool starts_line(TSNode n) const {
        const auto column = ts_node_start_point(n).column;
        return source_.line(first_line(n)).find_first_not_of(" \t\f") == column;
    }

    /// The error of some whole lines; they keep their line numbers.
    std::optional<syntax_report> judge(std::uint32_t first, std::uint32_t last) const {
        const auto start = source_.offset(first, 0);
        const auto end = source_.offset(last + 1, 0);
        if (end <= start) return std::nullopt;
        source_file part;
        part.path = source_.path;
        const bool indented = source_.text[start] == ' ' || source_.text[start] == '\t' || source_.text[start] == '\f';
        if (indented && first < 2) return std::nullopt;
        if (indented)
            part.text = std::string(first - 2, '\n') + "if 1:\n";
        else
            part.text = std::string(first - 1, '\n');
        part.text.append(source_.text, start, end - start);
        part.index_lines();
        const token_list tokens = tokenize(part);
        module_ast scratch;
        parser p(part, tokens, scratch);
        try {
            p.parse_module();
        } catch (const syntax_failure& f) {
            auto r = explain_syntax_error(part, tokens, p.error_context(), f);
            if (r.where.line >= first && r.where.line <= last) return r;
        }
        return std::nullopt;
    }

    static constexpr int max_depth = 100;

    const source_file& source_;
    std::uint32_t after_;
    std::vector<syntax_report> found_;
};

}  // namespace

std::vector<syntax_report> find_more_errors(const source_file& source, std::uint32_t line) {
    if (source.text.size() > max_size || line >= source.line_count()) return {};
    return searcher(source, line).run();
}

}  // namespace cowith::frontend
