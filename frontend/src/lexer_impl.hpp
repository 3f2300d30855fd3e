#pragma once
// The lexer's state, shared by lexer.cpp (lines, names, operators), lexer_number.cpp and lexer_string.cpp.

#include "lexer.hpp"

namespace cowith::frontend {

class lexer {
  public:
    explicit lexer(const source_file& source) : source_(source), text_(source.text) {}
    token_list run();

  private:
    /// An f-string or t-string being read.
    struct string_mode {
        char quote;
        std::uint8_t quote_size;
        bool raw;
        bool is_template;
        bool in_literal;  ///< reading text, not an expression
        bool in_format_spec;
        bool debug;            ///< saw '=' in the expression
        int depth;             ///< brackets open inside this string
        int expr_start_depth;  ///< depth at which the current expression began; -1: none
        std::uint32_t start;   ///< offset of its prefix
        std::uint32_t line;
    };

    static constexpr int max_indents = 100;     // MAXINDENT
    static constexpr int max_brackets = 200;    // MAXLEVEL
    static constexpr int max_strings = 150;     // MAXFSTRINGLEVEL
    static constexpr int max_expr_nesting = 3;  // MAX_EXPR_NESTING

    unsigned char at(std::uint32_t i) const { return i < size_ ? static_cast<unsigned char>(text_[i]) : 0; }
    bool done() const { return pos_ >= size_; }

    void add(token_kind kind, std::uint32_t start, std::uint32_t end, std::uint32_t line) {
        out_.tokens.push_back({kind, !out_.open.empty(), start, end, line, line_});
    }
    void add(token_kind kind, std::uint32_t start, std::uint32_t end) { add(kind, start, end, line_); }

    /// Ends the list with an error; always false.
    bool fail(std::uint32_t start, std::uint32_t end, std::string message, bool overrides = true,
              const char* type = "SyntaxError");

    bool step();  // reads one token or a piece of white space; false at an error
    bool start_of_line();
    bool continuation();  // after a backslash; false: an error
    bool name_or_string();
    bool check_identifier(std::uint32_t start, std::uint32_t end);
    bool number();
    bool radix_number(int base, const char* what);
    bool decimal_digits(std::uint32_t& i);
    bool end_of_number(std::uint32_t i, const char* what);
    struct string_prefix {
        bool b, u, r, f, t;
    };
    bool check_prefix(const string_prefix& p, std::uint32_t start);
    bool plain_string(std::uint32_t start);
    bool begin_format_string(std::uint32_t start, bool raw, bool is_template);
    bool format_string_literal();
    bool expression_punctuation(unsigned char c, bool& handled);
    bool operator_token();
    bool open(unsigned char c);
    bool close(unsigned char c);
    bool end();

    string_mode* mode() { return modes_.empty() ? nullptr : &modes_.back(); }
    bool in_expression() const { return !modes_.empty() && modes_.back().expr_start_depth >= 0; }
    std::string string_kind() const { return modes_.back().is_template ? "t-string" : "f-string"; }

    const source_file& source_;
    std::string_view text_;
    std::uint32_t size_ = 0;
    std::uint32_t pos_ = 0;
    std::uint32_t line_ = 1;
    bool at_line_start_ = true;
    bool blank_line_ = false;
    std::vector<int> indents_{0};
    std::vector<int> alt_indents_{0};
    std::vector<string_mode> modes_;
    token_list out_;
};

bool is_identifier_start(unsigned char c);
bool is_identifier_char(unsigned char c);

}  // namespace cowith::frontend
