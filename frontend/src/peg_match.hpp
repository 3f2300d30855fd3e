#pragma once
// Runs a grammar over tokens.

#include "lexer.hpp"
#include "peg.hpp"

#include <array>
#include <vector>

namespace cowith::frontend::peg {

/// Tokens [first, last).
struct span {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    bool set = false;
};
using captures = std::array<span, 4>;

/// Thrown where an alternative with an action matches, a forced token is missing or the tokens end in an error.
struct found {
    enum class what : std::uint8_t { match, forced, bad_token, too_deep, too_long } kind = what::match;
    const action* by = nullptr;
    captures names{};
    std::uint32_t end = 0;  ///< behind the match; the token in question for the others
    token_kind expected = token_kind::end_of_file;
};

/// Results by rule and position: an open hash table.
class memo {
  public:
    static constexpr std::int32_t unknown = -2;

    void clear();
    std::int32_t find(std::uint64_t key) const;
    void set(std::uint64_t key, std::int32_t end);

  private:
    struct entry {
        std::uint64_t key = none;
        std::int32_t end = unknown;
    };
    static constexpr std::uint64_t none = ~std::uint64_t{0};
    static std::size_t hash(std::uint64_t key) { return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 20); }
    void grow();

    std::vector<entry> entries_;
    std::size_t used_ = 0;
};

class matcher {
  public:
    /// A handler of an action `call NAME`: true means that it is an error.
    using handler = bool (*)(void* context, std::string_view name, const captures& names, std::uint32_t end);

    matcher(const grammar& g, const source_file& source, const std::vector<token>& tokens, handler h, void* context)
        : grammar_(g), source_(source), tokens_(tokens), handler_(h), context_(context) {}

    /// Whether the rule matches from a token on. Throws found.
    bool run(std::uint16_t rule, std::uint32_t from, bool with_errors);

    /// The token to name when a text takes too many steps.
    void give_up_at(std::uint32_t token) { given_up_at_ = token; }

    /// One behind the last token that was looked at in the first pass and in all.
    std::uint32_t looked_at() const { return looked_at_; }

  private:
    static constexpr std::int64_t no_match = -1;
    static constexpr int max_level = 4000;  // MAXSTACK of CPython's parser

    token_kind kind_at(std::uint32_t pos);
    std::int64_t match_rule(std::uint16_t index, std::uint32_t pos);
    std::int64_t match_rule_unmemoised(std::uint16_t index, std::uint32_t pos);
    std::int64_t match_items(const std::vector<item>& items, std::uint32_t pos, captures& names, bool* cut);
    std::int64_t match_alternatives(const std::vector<std::vector<item>>& all, std::uint32_t pos, captures& names);
    std::int64_t match_item(const item& i, std::uint32_t pos, captures& names, bool* cut);
    std::int64_t match_one(const item& i, std::uint32_t pos, captures& names, bool* cut);

    const grammar& grammar_;
    const source_file& source_;
    const std::vector<token>& tokens_;
    handler handler_;
    void* context_;
    bool with_errors_ = false;
    std::uint32_t looked_at_ = 0;
    int level_ = 0;
    std::uint32_t given_up_at_ = 0;
    std::size_t steps_ = 0;
    static constexpr std::size_t max_steps = 5'000'000;
    memo memo_;
};

}  // namespace cowith::frontend::peg
