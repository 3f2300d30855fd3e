#include "peg_match.hpp"

namespace cowith::frontend::peg {

void memo::clear() {
    entries_.assign(1024, {});
    used_ = 0;
}

std::int32_t memo::find(std::uint64_t key) const {
    const auto mask = entries_.size() - 1;
    for (auto i = hash(key) & mask;; i = (i + 1) & mask) {
        if (entries_[i].key == key) return entries_[i].end;
        if (entries_[i].key == none) return unknown;
    }
}

void memo::set(std::uint64_t key, std::int32_t end) {
    if (used_ * 2 >= entries_.size()) grow();
    const auto mask = entries_.size() - 1;
    auto i = hash(key) & mask;
    while (entries_[i].key != none && entries_[i].key != key) i = (i + 1) & mask;
    used_ += entries_[i].key == none ? 1 : 0;
    entries_[i] = {key, end};
}

void memo::grow() {
    std::vector<entry> old(entries_.size() * 2);
    old.swap(entries_);
    used_ = 0;
    for (const auto& e : old)
        if (e.key != none) set(e.key, e.end);
}

bool matcher::run(std::uint16_t rule, std::uint32_t from, bool with_errors) {
    with_errors_ = with_errors;
    memo_.clear();
    level_ = 0;
    steps_ = 0;
    return match_rule(rule, from) != no_match;
}

token_kind matcher::kind_at(std::uint32_t pos) {
    if (pos >= tokens_.size()) return token_kind::end_of_file;
    if (pos >= looked_at_) looked_at_ = pos + 1;
    const auto kind = tokens_[pos].kind;
    if (kind == token_kind::error) throw found{.kind = found::what::bad_token, .end = pos};
    return kind;
}

std::int64_t matcher::match_rule(std::uint16_t index, std::uint32_t pos) {
    const auto& r = grammar_.rules[index];
    const std::uint64_t key =
        (std::uint64_t{pos} << 20) | (std::uint64_t{index} << 1) | (r.shared_memo || !with_errors_ ? 0U : 1U);
    if (const auto known = memo_.find(key); known != memo::unknown) return known;
    if (++steps_ > max_steps) throw found{.kind = found::what::too_long, .end = given_up_at_};
    if (++level_ > max_level) throw found{.kind = found::what::too_deep, .end = pos};
    const bool saved = with_errors_;
    if (r.suppresses) with_errors_ = false;
    const auto end = match_rule_unmemoised(index, pos);
    with_errors_ = saved;
    --level_;
    memo_.set(key, static_cast<std::int32_t>(end));
    return end;
}

std::int64_t matcher::match_rule_unmemoised(std::uint16_t index, std::uint32_t pos) {
    for (const auto& a : grammar_.rules[index].alternatives) {
        // As in CPython an alternative that is nothing but a rule for errors waits for the second pass; others don't.
        if (!with_errors_ && a.items.size() == 1 && a.items[0].what == op::rule &&
            grammar_.rules[a.items[0].rule].is_invalid)
            continue;
        captures names{};
        bool cut = false;
        const auto end = match_items(a.items, pos, names, &cut);
        if (end != no_match) {
            const auto& act = a.on_match;
            if (act.where == place::none) return end;
            const auto e = static_cast<std::uint32_t>(end);
            if (act.where != place::call || handler_(context_, act.text, names, e))
                throw found{.kind = found::what::match, .by = &act, .names = names, .end = e};
            // The handler found nothing wrong: in CPython the alternative then yields nothing.
        } else if (cut) {
            return no_match;
        }
    }
    return no_match;
}

std::int64_t matcher::match_items(const std::vector<item>& items, std::uint32_t pos, captures& names, bool* cut) {
    for (const auto& i : items) {
        const auto end = match_item(i, pos, names, cut);
        if (end == no_match) return no_match;
        pos = static_cast<std::uint32_t>(end);
    }
    return pos;
}

std::int64_t matcher::match_alternatives(const std::vector<std::vector<item>>& all, std::uint32_t pos,
                                         captures& names) {
    for (const auto& items : all) {
        bool cut = false;
        const auto end = match_items(items, pos, names, &cut);
        if (end != no_match) return end;
        if (cut) return no_match;
    }
    return no_match;
}

std::int64_t matcher::match_item(const item& i, std::uint32_t pos, captures& names, bool* cut) {
    const auto end = match_one(i, pos, names, cut);
    if (i.capture >= 0 && end != no_match)
        names[static_cast<std::size_t>(i.capture)] = {pos, static_cast<std::uint32_t>(end), true};
    return end;
}

std::int64_t matcher::match_one(const item& i, std::uint32_t pos, captures& names, bool* cut) {
    switch (i.what) {
    case op::token: return kind_at(pos) == i.kind ? std::int64_t{pos} + 1 : no_match;
    case op::soft: {
        if (kind_at(pos) != token_kind::name) return no_match;
        const auto& t = tokens_[pos];
        return std::string_view(source_.text).substr(t.start, t.end - t.start) == i.word ? std::int64_t{pos} + 1
                                                                                         : no_match;
    }
    case op::rule: return match_rule(i.rule, pos);
    case op::group: return match_alternatives(i.alternatives, pos, names);
    case op::option: {
        const auto end = match_alternatives(i.alternatives, pos, names);
        return end == no_match ? std::int64_t{pos} : end;
    }
    case op::star:
    case op::plus: {
        std::int64_t at = pos;
        bool any = i.what == op::star;
        for (;;) {
            const auto end = match_alternatives(i.alternatives, static_cast<std::uint32_t>(at), names);
            if (end == no_match || end == at) return any ? at : no_match;
            any = true;
            at = end;
        }
    }
    case op::gather: {
        auto at = match_alternatives(i.alternatives, pos, names);
        if (at == no_match) return no_match;
        for (;;) {
            const auto behind = match_items(i.separator, static_cast<std::uint32_t>(at), names, nullptr);
            if (behind == no_match) return at;
            const auto end = match_alternatives(i.alternatives, static_cast<std::uint32_t>(behind), names);
            if (end == no_match) return at;
            at = end;
        }
    }
    case op::ahead: return match_alternatives(i.alternatives, pos, names) == no_match ? no_match : std::int64_t{pos};
    case op::unless: return match_alternatives(i.alternatives, pos, names) == no_match ? std::int64_t{pos} : no_match;
    case op::cut:
        if (cut != nullptr) *cut = true;
        return pos;
    case op::force:
        if (kind_at(pos) != i.kind) throw found{.kind = found::what::forced, .end = pos, .expected = i.kind};
        return std::int64_t{pos} + 1;
    }
    return no_match;
}

}  // namespace cowith::frontend::peg
