#include "peg.hpp"

#include <cstdio>
#include <cstdlib>
#include <map>

namespace cowith::frontend::peg {

namespace {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// Reads the notation: `name: alternative | alternative`, one rule after the other, a line that starts at column 0 begins a rule.
class reader {
  public:
    explicit reader(std::string_view text) : text_(text) {}

    grammar read() {
        skip();
        while (at_ < text_.size()) read_rule();
        for (const auto& r : result_.rules)
            if (!r.defined) fail(std::string("no rule ") + std::string(r.name));
        return std::move(result_);
    }

  private:
    [[noreturn]] void fail(const std::string& why) const {
        std::fprintf(stderr, "internal error: grammar: %s near \"%.40s\"\n", why.c_str(),
                     std::string(text_.substr(at_)).c_str());
        std::abort();
    }
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    void skip() {
        while (at_ < text_.size()) {
            if (peek() == '#')
                while (at_ < text_.size() && peek() != '\n') ++at_;
            else if (peek() == ' ' || peek() == '\n')
                ++at_;
            else
                return;
        }
    }
    bool accept(std::string_view s) {
        if (text_.substr(at_, s.size()) != s) return false;
        at_ += s.size();
        skip();
        return true;
    }
    std::string_view word() {
        const auto start = at_;
        while (is_word(peek())) ++at_;
        if (at_ == start) fail("a name expected");
        const auto w = text_.substr(start, at_ - start);
        return w;
    }
    std::string_view quoted(char quote) {
        ++at_;
        const auto end = text_.find(quote, at_);
        const auto s = text_.substr(at_, end - at_);
        at_ = end + 1;
        return s;
    }

    std::uint16_t rule_index(std::string_view name) {
        const auto [it, fresh] = names_.try_emplace(name, static_cast<std::uint16_t>(result_.rules.size()));
        if (fresh) {
            rule r;
            r.name = name;
            r.is_invalid = name.substr(0, 8) == "invalid_";
            result_.rules.push_back(std::move(r));
        }
        return it->second;
    }

    void read_rule() {
        const auto index = rule_index(word());
        bool suppresses = false, shared = false;
        if (peek() == '%') {
            ++at_;
            suppresses = true;
        }
        if (peek() == '$') {
            ++at_;
            shared = true;
        }
        skip();
        if (!accept(":")) fail("':' expected");
        accept("|");
        std::vector<alternative> all;
        do {
            alternative a;
            a.items = sequence();
            if (accept("=>")) a.on_match = read_action();
            all.push_back(std::move(a));
        } while (accept("|"));
        auto& r = result_.rules[index];
        r.alternatives = std::move(all);
        r.defined = true;
        r.suppresses = suppresses;
        r.shared_memo = shared;
        if (at_ < text_.size() && at_ > 0 && text_[at_ - 1] != '\n') fail("a rule must start a line");
    }

    action read_action() {
        action a;
        const auto kind = word();
        skip();
        const auto capture = [&] {
            const char c = peek();
            ++at_;
            skip();
            return static_cast<std::int16_t>(c - 'a');
        };
        if (kind == "at") {
            a.where = place::at;
            a.first = capture();
        } else if (kind == "range") {
            a.where = place::range;
            a.first = capture();
            a.second = capture();
        } else if (kind == "from") {
            a.where = place::from;
            a.first = capture();
        } else if (kind == "last") {
            a.where = place::last;
        } else if (kind == "next") {
            a.where = place::next;
        } else if (kind == "indent") {
            a.where = place::last;
            a.indentation = true;
            if (peek() != '`') a.first = capture();
        } else if (kind == "call") {
            a.where = place::call;
            a.text = word();
            skip();
            return a;
        } else {
            fail("unknown action");
        }
        a.text = quoted('`');
        skip();
        return a;
    }

    std::vector<item> sequence() {
        std::vector<item> items;
        while (at_ < text_.size() && peek() != '|' && peek() != ')' && peek() != ']' &&
               !(peek() == '=' && peek(1) == '>') && !(text_[at_ - 1] == '\n'))
            items.push_back(one());
        return items;
    }

    std::vector<std::vector<item>> alternatives() {
        std::vector<std::vector<item>> all;
        do all.push_back(sequence());
        while (accept("|"));
        return all;
    }

    item one() {
        // a= names what follows
        if (peek() >= 'a' && peek() <= 'd' && peek(1) == '=' && peek(2) != '>') {
            const auto capture = static_cast<std::int16_t>(peek() - 'a');
            at_ += 2;
            item i = one();
            i.capture = capture;
            return i;
        }
        if (accept("~")) return {.what = op::cut};
        if (accept("&&")) {
            item i = atom();
            i.what = op::force;
            skip();
            return i;
        }
        if (accept("&")) return wrap(op::ahead, atom());
        if (accept("!")) return wrap(op::unless, atom());
        item i = atom();
        if (peek() == '.') {
            ++at_;
            item element = atom();
            if (peek() != '+') fail("'+' expected");
            ++at_;
            item g{.what = op::gather};
            g.separator.push_back(std::move(i));
            g.alternatives.push_back({std::move(element)});
            skip();
            return g;
        }
        if (peek() == '*') {
            ++at_;
            i = wrap(op::star, std::move(i));
        } else if (peek() == '+') {
            ++at_;
            i = wrap(op::plus, std::move(i));
        } else if (peek() == '?') {
            ++at_;
            i = wrap(op::option, std::move(i));
        }
        skip();
        return i;
    }

    static item wrap(op what, item inner) {
        item i{.what = what};
        i.alternatives.push_back({std::move(inner)});
        return i;
    }

    /// An operand without its suffix.
    item atom() {
        item i{.what = op::token};
        if (peek() == '\'') {
            i.kind = token_of(quoted('\''));
        } else if (peek() == '"') {
            i.what = op::soft;
            i.word = quoted('"');
        } else if (accept("(")) {
            i.what = op::group;
            i.alternatives = alternatives();
            if (peek() != ')') fail("')' expected");
            ++at_;
        } else if (accept("[")) {
            i.what = op::option;
            i.alternatives = alternatives();
            if (peek() != ']') fail("']' expected");
            ++at_;
        } else {
            const auto w = word();
            if (w[0] >= 'A' && w[0] <= 'Z') {
                i.kind = token_of(w);
            } else {
                i.what = op::rule;
                i.rule = rule_index(w);
            }
        }
        if (peek() == ' ' || peek() == '\n') skip();
        return i;
    }
    token_kind token_of(std::string_view s) const {
        for (int k = 0; k <= static_cast<int>(token_kind::doublestarequal); ++k)
            if (s == token_text(static_cast<token_kind>(k))) return static_cast<token_kind>(k);
        fail("unknown token " + std::string(s));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    grammar result_;
    std::map<std::string_view, std::uint16_t> names_;
};

}  // namespace

std::uint16_t grammar::find(std::string_view name) const {
    for (std::size_t i = 0; i < rules.size(); ++i)
        if (rules[i].name == name) return static_cast<std::uint16_t>(i);
    std::fprintf(stderr, "internal error: grammar: no rule %s\n", std::string(name).c_str());
    std::abort();
}

grammar read_grammar(std::string_view text) { return reader(text).read(); }

}  // namespace cowith::frontend::peg
