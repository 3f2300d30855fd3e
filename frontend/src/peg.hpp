#pragma once
// A small interpreter of parsing expression grammars. Only texts with a syntax error meet it: CPython's messages depend on
// the order in which its own PEG parser tries its rules, and on the last token that it looked at.

#include "token.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cowith::frontend::peg {

enum class op : std::uint8_t {
    token,  ///< 'x' or NAME
    soft,   ///< "match": a NAME of that text
    rule,
    group,   ///< ( alternatives )
    option,  ///< [ alternatives ] or x?
    star,
    plus,
    gather,  ///< separator.x+
    ahead,   ///< &x
    unless,  ///< !x
    cut,     ///< ~
    force,   ///< &&'x': an error when it isn't there
};

struct item {
    op what;
    token_kind kind = token_kind::end_of_file;
    std::uint16_t rule = 0;
    std::int16_t capture = -1;                      ///< 0..: a, b, ...
    std::string_view word{};                        ///< soft keywords
    std::vector<std::vector<item>> alternatives{};  ///< of groups and options; the operand of star, plus, ahead, unless
    std::vector<item> separator{};                  ///< of gather
};

/// Where an error is reported, relative to the captures.
enum class place : std::uint8_t {
    none,
    at,     ///< capture `first`
    range,  ///< from `first` to `second`
    from,   ///< from `first` to the last token looked at
    last,   ///< the last token looked at
    next,   ///< the token behind what the alternative matched
    call,   ///< a handler decides
};

struct action {
    place where = place::none;
    bool indentation = false;  ///< an IndentationError
    std::int16_t first = -1;
    std::int16_t second = -1;
    std::string_view text;  ///< the message, or the name of the handler
};

struct alternative {
    std::vector<item> items;
    action on_match;
};

struct rule {
    std::string_view name;
    std::vector<alternative> alternatives;
    bool is_invalid = false;   ///< alone in an alternative it is only tried in the second pass
    bool suppresses = false;   ///< turns the rules for errors off below it
    bool shared_memo = false;  ///< its results don't depend on the pass
    bool defined = false;
};

struct grammar {
    std::vector<rule> rules;
    std::uint16_t find(std::string_view name) const;
};

/// Reads a grammar from its text; aborts when it isn't well formed (it is our own).
grammar read_grammar(std::string_view text);

}  // namespace cowith::frontend::peg
