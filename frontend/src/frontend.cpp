#include "cowith/frontend/frontend.hpp"

#include "attach_comments.hpp"
#include "cowith/frontend/codes.hpp"
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
        const auto report = [&](const std::string& type, const location& where, const std::string& message) {
            sink.error(std::string(syntax_error_code(type, message)), source.path, where, message).type = type;
        };
        if (!f.message.empty())
            report(f.type, f.where, f.message);
        else if (t.kind == token_kind::error)
            report(tokens.error.type, place(tokens.error.where.start, tokens.error.where.end), tokens.error.message);
        else
            report("SyntaxError", place(t.start, t.end), "invalid syntax");
    }
    return result;
}

} // namespace cowith::frontend
