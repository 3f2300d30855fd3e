#include "await_rule.hpp"

#include <cctype>
#include <set>

namespace cowith::tests {
namespace {

bool is_word(const std::string& text) {
    return std::isalnum(static_cast<unsigned char>(text[0])) != 0 || text[0] == '_' || text[0] == '"' ||
           text[0] == '\'';
}

bool suspends(const std::string& text) { return text == "co_await" || text == "co_yield"; }

class checker {
  public:
    explicit checker(const std::vector<cpp_token>& tokens) : tokens_(tokens) {}

    std::vector<std::string> run() {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (!suspends(tokens_[i].text)) continue;
            check_before(i);
            check_operand(i);
        }
        return found_;
    }

  private:
    const std::string& text(std::size_t i) const { return tokens_[i].text; }

    void report(std::size_t at, const std::string& what) {
        found_.push_back("line " + std::to_string(tokens_[at].line) + ": " + text(at) + " " + what);
    }

    /// Where the statement that holds token `i` starts, or npos when `i` stands inside brackets.
    std::size_t statement_start(std::size_t i) const {
        int depth = 0;
        while (i > 0) {
            const std::string& t = text(i - 1);
            if (t == ")" || t == "]") ++depth;
            if (t == "(" || t == "[") {
                if (depth == 0) return std::string::npos;
                --depth;
            }
            if (depth == 0 && (t == ";" || t == "{" || t == "}" || t == "else")) return i;
            // A label or `case x:`; `? :` is refused elsewhere.
            if (depth == 0 && t == ":") return i;
            // `if (...) statement`
            if (depth == 1 && t == ")" && is_header(i - 1)) return i;
            --i;
        }
        return 0;
    }

    /// The closing bracket at `i` ends the header of an if, while, for or switch.
    bool is_header(std::size_t i) const {
        int depth = 0;
        do {
            if (text(i) == ")") ++depth;
            if (text(i) == "(" && --depth == 0) break;
        } while (i-- > 0);
        if (i == 0 || i == std::string::npos) return false;
        const std::string& word = text(i - 1);
        return word == "if" || word == "while" || word == "for" || word == "switch" || word == "constexpr";
    }

    void check_before(std::size_t i) {
        const std::size_t start = statement_start(i);
        if (start == std::string::npos)
            return report(i,
                          "inside brackets: it must be a statement, an initializer or the right side of an assignment");
        if (start == i) return;
        if (text(i - 1) == "co_return" && start == i - 1) return;
        if (text(i - 1) == "=") {
            for (std::size_t k = start; k < i - 1; ++k)
                if (suspends(text(k)) || text(k) == "=" || text(k) == "?")
                    return report(i, "shares its statement with another operation");
            return;
        }
        report(i, "behind '" + text(i - 1) +
                      "': it must be a statement, an initializer or the right side of an assignment");
    }

    void check_operand(std::size_t i) {
        static const std::set<std::string> binary = {
            "+", "-", "*", "/", "%", "==", "!=", "<=", ">=", "|", "^", "=", ","};
        int depth = 0;
        for (std::size_t k = i + 1; k < tokens_.size(); ++k) {
            const std::string& t = text(k);
            if (depth == 0 && t == ";") return;
            if (suspends(t)) return report(k, "inside the operand of another");
            if (t == "?" || t == "&&" || t == "||") return report(i, "with '" + t + "' in its operand");
            if (t == "{") return report(i, "with a braced list or a closure in its operand");
            if (t == "[" && !is_word(text(k - 1)) && text(k - 1) != ")" && text(k - 1) != "]" && text(k - 1) != ">")
                return report(i, "with a closure in its operand");
            if (depth == 0 && binary.count(t) != 0 && k > i + 1)
                return report(i, "as part of a larger expression ('" + t + "')");
            if (t == "(" || t == "[") ++depth;
            if (t == ")" || t == "]") --depth;
            if (depth < 0) return;  // inside brackets: reported already
        }
    }

    const std::vector<cpp_token>& tokens_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> breaches_of_await_rule(const std::vector<cpp_token>& tokens) { return checker(tokens).run(); }

}  // namespace cowith::tests
