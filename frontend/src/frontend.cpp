#include "cowith/frontend/frontend.hpp"

#include "attach_comments.hpp"
#include "cowith/frontend/codes.hpp"
#include "keyword_typos.hpp"
#include "literal_warnings.hpp"
#include "more_errors.hpp"
#include "parser.hpp"
#include "syntax_errors.hpp"

namespace cowith::frontend {

parse_result parse(const source_file& source, diagnostics& sink) {
    const token_list tokens = tokenize(source);
    parse_result result;
    result.tree = std::make_unique<module_ast>();
    parser p(source, tokens, *result.tree);
    try {
        p.parse_module();
        attach_comments(*result.tree, source, tokens.comments);
        warn_of_literals(source, tokens, sink);
    } catch (const syntax_failure& f) {
        result.tree = nullptr;
        const auto report = [&](syntax_report r) {
            auto code = r.type == "MemoryError" || r.type == "RecursionError"
                            ? std::string("E0221")
                            : std::string(syntax_error_code(r.type, r.message));
            auto& d = sink.error(std::move(code), source.path, r.where, std::move(r.message));
            d.type = std::move(r.type);
            if (d.message != "invalid syntax" && d.message != "invalid syntax. Perhaps you forgot a comma?") return;
            if (const auto keyword = find_keyword_typo(source, d.where.line); !keyword.empty())
                d.help.push_back("did you mean '" + keyword + "'?");
        };
        auto first = explain_syntax_error(source, tokens, p.error_context(), f);
        const auto line = first.where.line;
        report(std::move(first));
        for (auto& r : find_more_errors(source, line)) report(std::move(r));
    }
    return result;
}

}  // namespace cowith::frontend
