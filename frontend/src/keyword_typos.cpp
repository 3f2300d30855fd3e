#include "keyword_typos.hpp"

#include "lexer.hpp"
#include "parser.hpp"

#include <algorithm>

namespace cowith::frontend {

namespace {

/// Edits between two words; neighbours in the wrong order count as one.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before, previous, current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) current[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before.swap(previous);
        previous = current;
        current[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                current[j] = std::min(current[j], before[j - 2] + 1);
        }
    }
    return current[b.size()];
}

bool parses(std::string text) {
    if (!text.empty() && text.back() == ':') text += " pass";
    const auto source = source_file::from_text({}, std::move(text));
    const auto tokens = tokenize(source);
    module_ast scratch;
    try {
        parser(source, tokens, scratch).parse_module();
        return true;
    } catch (const syntax_failure&) {
        return false;
    }
}

}  // namespace

std::string find_keyword_typo(const source_file& source, std::uint32_t line) {
    auto text = source.line(line);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\f"), text.size()));
    if (text.empty() || text.size() > 1000) return {};
    text = text.substr(0, text.find_last_not_of(" \t\f") + 1);
    const auto one_line = source_file::from_text({}, std::string(text));
    int left = 10;  // words to try
    for (const auto& t : tokenize(one_line).tokens) {
        const auto word = text.substr(std::min<std::size_t>(t.start, text.size()), t.end - t.start);
        if (t.kind != token_kind::name || word.size() < 2) continue;
        if (left-- == 0) break;
        for (auto k = token_kind::kw_False; k <= token_kind::kw_yield;
             k = static_cast<token_kind>(static_cast<int>(k) + 1)) {
            const std::string_view keyword = token_text(k);
            const auto edits = distance(word, keyword);
            if (edits > 2 || edits * 2 > std::max(word.size(), keyword.size())) continue;
            std::string mended(text);
            mended.replace(t.start, word.size(), keyword);
            if (parses(std::move(mended))) return std::string(keyword);
        }
    }
    return {};
}

}  // namespace cowith::frontend
