#include "token.hpp"

#include <array>

namespace cowith::frontend {

const char* token_text(token_kind kind) {
    static constexpr const char* texts[] = {
#define COWITH_TOKEN(kind, text) text,
#include "token.def"
    };
    return texts[static_cast<std::size_t>(kind)];
}

token_kind keyword_kind(std::string_view word) {
    // Keywords by first letter, so that an identifier meets few comparisons.
    static const auto by_letter = [] {
        struct range {
            std::uint8_t first = 0, last = 0;
        };
        std::array<range, 128> table{};
        const auto from = static_cast<std::uint8_t>(token_kind::kw_False);
        const auto to = static_cast<std::uint8_t>(token_kind::kw_yield);
        for (std::uint8_t k = from; k <= to; ++k) {
            auto& r = table[static_cast<unsigned char>(token_text(static_cast<token_kind>(k))[0])];
            if (r.first == 0) r.first = k;
            r.last = k;
        }
        return table;
    }();
    if (word.size() < 2 || word.size() > 8 || static_cast<unsigned char>(word[0]) >= 128) return token_kind::name;
    const auto r = by_letter[static_cast<unsigned char>(word[0])];
    if (r.first == 0) return token_kind::name;
    for (std::uint8_t k = r.first; k <= r.last; ++k)
        if (word == token_text(static_cast<token_kind>(k))) return static_cast<token_kind>(k);
    return token_kind::name;
}

}  // namespace cowith::frontend
