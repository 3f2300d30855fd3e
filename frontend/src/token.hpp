#pragma once
// Tokens, as CPython's tokenizer cuts them.

#include <cstdint>
#include <string_view>

namespace cowith::frontend {

enum class token_kind : std::uint8_t {
#define COWITH_TOKEN(kind, text) kind,
#include "token.def"
};

struct token {
    token_kind kind = token_kind::end_of_file;
    bool bracketed = false;   ///< stands inside brackets
    std::uint32_t start = 0;  ///< byte offsets in the text
    std::uint32_t end = 0;
    std::uint32_t line = 0;  ///< from 1
    std::uint32_t end_line = 0;
};

/// As CPython's grammar writes it: "NAME", "'if'" without the quotes: "if".
const char* token_text(token_kind kind);

/// The keyword or token_kind::name.
token_kind keyword_kind(std::string_view word);

inline bool is_keyword(token_kind kind) { return kind >= token_kind::kw_False && kind <= token_kind::kw_yield; }

}  // namespace cowith::frontend
