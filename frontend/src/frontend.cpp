#include "cowith/frontend/frontend.hpp"

#include "attach_comments.hpp"
#include "parser.hpp"

namespace cowith::frontend {

parse_result parse(const source_file& source, diagnostics& sink) {
    const token_list tokens = tokenize(source);
    parse_result result;
    result.tree = std::make_unique<module_ast>();
    try {
        parser(source, tokens, *result.tree).parse_module();
        attach_comments(*result.tree, source, tokens.comments);
    } catch (const syntax_failure& f) {
        result.tree = nullptr;
        const auto& t = tokens.tokens[f.token_index];
        const auto place = [&](std::uint32_t start, std::uint32_t end) {
            const auto line = source.line_of(start);
            const auto end_line = source.line_of(end);
            const auto col = [&](std::uint32_t at, std::uint32_t l) {
                return l <= source.line_starts.size() ? at - source.line_starts[l - 1] : 0;
            };
            return location{line, col(start, line), end_line, col(end, end_line)};
        };
        if (!f.message.empty())
            sink.error("E0001", source.path, f.where, f.message).type = f.type;
        else if (t.kind == token_kind::error)
            sink.error("E0001", source.path, place(tokens.error.where.start, tokens.error.where.end),
                       tokens.error.message)
                .type = tokens.error.type;
        else
            sink.error("E0001", source.path, place(t.start, t.end), "invalid syntax").type = "SyntaxError";
    }
    return result;
}

} // namespace cowith::frontend
