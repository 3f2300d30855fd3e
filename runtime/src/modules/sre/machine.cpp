// The backtracking machine: which choices it has left stands on a stack of its own, and what they must undo in a log, so that
// no text makes it recurse; only look-around and atomic groups do, as deep as the pattern is nested.
#include "program.hpp"

#include <algorithm>

namespace cowith::sre {
namespace {

template <class Char> class machine {
  public:
    machine(const program_object& program, const Char* text, const request& asked)
        : code_(program.code.data()), text_(text), end_(asked.end), full_(asked.how == mode::fullmatch),
          groups_(program.groups), slots_(2 * (program.groups + 1) + 1 + 2 * program.registers, -1) {
        slots_[last_slot()] = 0;
    }

    bool match_at(std::int64_t start, bool must_advance) {
        stack_.clear();
        for (std::size_t i = log_.size(); i-- > 0;) slots_[log_[i].slot] = log_[i].old;
        log_.clear();
        forbidden_ = must_advance ? start : -1;
        std::int64_t stop = start;
        if (!run(0, start, stop, true)) return false;
        slots_[0] = start;
        slots_[1] = stop;
        return true;
    }

    void result(match_result& out) const {
        out.marks.assign(slots_.begin(), slots_.begin() + 2 * (static_cast<std::ptrdiff_t>(groups_) + 1));
        // A group that was begun and not ended, or the other way round, has no text.
        for (std::size_t i = 0; i < out.marks.size(); i += 2)
            if (out.marks[i] < 0 || out.marks[i + 1] < out.marks[i]) out.marks[i] = out.marks[i + 1] = -1;
        out.last_group = slots_[last_slot()];
    }

  private:
    struct choice {
        std::uint32_t pc;   // where to go on
        std::uint32_t one;  // repeat_one: its instruction; 0: a plain choice
        std::int64_t at;
        std::int64_t limit;  // repeat_one: how far back (greedy) or on (lazy) it may go
        std::size_t log;
        bool lazy;
    };
    struct change {
        std::size_t slot;
        std::int64_t old;
    };

    std::size_t last_slot() const { return 2 * (groups_ + 1); }
    std::size_t count_slot(std::uint32_t r) const { return last_slot() + 1 + 2 * r; }
    std::size_t place_slot(std::uint32_t r) const { return count_slot(r) + 1; }

    void set(std::size_t slot, std::int64_t value) {
        log_.push_back({slot, slots_[slot]});
        slots_[slot] = value;
    }
    void undo(std::size_t to) {
        while (log_.size() > to) {
            slots_[log_.back().slot] = log_.back().old;
            log_.pop_back();
        }
    }
    void push(std::uint32_t pc, std::int64_t at) { stack_.push_back({pc, 0, at, 0, log_.size(), false}); }

    static bool in_items(const std::uint32_t* item, const std::uint32_t* end, std::uint32_t c) {
        while (item < end) {
            switch (*item) {
            case item_char:
                if (item[1] == c) return true;
                item += 2;
                break;
            case item_range:
                if (item[1] <= c && c <= item[2]) return true;
                item += 3;
                break;
            default:
                if (in_category(c, item[1])) return true;
                item += 2;
            }
        }
        return false;
    }
    /// Whether the one-character instruction at `pc` takes `c`.
    bool takes(std::uint32_t pc, std::uint32_t c) const {
        const std::uint32_t* op = code_ + pc;
        switch (*op) {
        case op_chars: {
            const std::uint32_t folded = lower(c, op[1]);
            for (std::uint32_t i = 0; i < op[2]; ++i)
                if (op[3 + i] == c || op[3 + i] == folded) return true;
            return false;
        }
        case op_any: return c != '\n';
        case op_any_all: return true;
        default: {
            const std::uint32_t *items = op + 4, *end = items + op[3];
            bool found = in_items(items, end, c);
            if (!found && op[1] != exact) {
                const std::uint32_t folded = lower(c, op[1]);
                found = in_items(items, end, folded) || in_items(items, end, upper(folded, op[1]));
            }
            return found != (op[2] != 0);
        }
        }
    }
    std::uint32_t length_of_one(std::uint32_t pc) const {
        const std::uint32_t* op = code_ + pc;
        return *op == op_chars ? 3 + op[2] : *op == op_set ? 4 + op[3] : 1;
    }

    bool word_at(std::int64_t i, bool ascii) const {
        return i >= 0 && i < end_ && in_category(text_[i], ascii ? ascii_word : word);
    }
    bool holds(std::uint32_t where, std::int64_t at) const {
        switch (where) {
        case at_beginning: return at == 0;
        case at_beginning_line: return at == 0 || text_[at - 1] == '\n';
        case at_end: return at == end_ || (at + 1 == end_ && text_[at] == '\n');
        case at_end_line: return at == end_ || text_[at] == '\n';
        case at_end_string: return at == end_;
        case at_boundary: return word_at(at - 1, false) != word_at(at, false);
        case at_non_boundary: return word_at(at - 1, false) == word_at(at, false);
        case at_ascii_boundary: return word_at(at - 1, true) != word_at(at, true);
        default: return word_at(at - 1, true) == word_at(at, true);
        }
    }

    /// Takes the last choice of this run; false: there is none left.
    bool backtrack(std::size_t base, std::uint32_t& pc, std::int64_t& at) {
        while (stack_.size() > base) {
            choice& c = stack_.back();
            undo(c.log);
            if (!c.one) {
                pc = c.pc, at = c.at;
                stack_.pop_back();
                return true;
            }
            if (!c.lazy) {
                pc = c.pc, at = --c.at;
                if (c.at <= c.limit) stack_.pop_back();
                return true;
            }
            if (c.at < c.limit && takes(c.one, text_[c.at])) {
                pc = c.pc, at = ++c.at;
                return true;
            }
            stack_.pop_back();
        }
        return false;
    }

    /// From `pc` on to a success; `outermost`: not the inside of a look-around or atomic group.
    bool run(std::uint32_t pc, std::int64_t at, std::int64_t& stop, bool outermost) {
        const std::size_t base = stack_.size();
        for (;;) {
            const std::uint32_t* op = code_ + pc;
            bool good = true;
            switch (*op) {
            case op_success:
                if (outermost && ((full_ && at != end_) || at == forbidden_)) {
                    good = false;
                    break;
                }
                stop = at;
                return true;
            case op_fail: good = false; break;
            case op_chars:
            case op_any:
            case op_any_all:
            case op_set:
                good = at < end_ && takes(pc, text_[at]);
                ++at, pc += length_of_one(pc);
                break;
            case op_at:
                good = holds(op[1], at);
                pc += 2;
                break;
            case op_mark:
                set(op[1], at);
                if (op[1] & 1) set(last_slot(), op[1] / 2);
                pc += 2;
                break;
            case op_jump: pc += static_cast<std::int32_t>(op[1]); break;
            case op_split:
                push(pc + op[1], at);
                pc += 2;
                break;
            case op_split_lazy:
                push(pc + 2, at);
                pc += op[1];
                break;
            case op_repeat_one: good = repeat_one(pc, at); break;
            case op_loop_init:
                set(count_slot(op[1]), -1);
                set(place_slot(op[1]), -1);
                pc += 2;
                break;
            case op_loop: good = loop(pc, at); break;
            case op_loop_more:
                good = slots_[place_slot(op[1])] != at &&
                       (op[2] == no_limit || slots_[count_slot(op[1])] < static_cast<std::int64_t>(op[2]));
                if (good) set(place_slot(op[1]), at);
                pc += static_cast<std::int32_t>(op[3]);
                break;
            case op_group: good = same_as_group(op, at), pc += 3; break;
            case op_condition: pc += group_matched(op[1]) ? 3 : op[2]; break;
            case op_look: {
                const std::int64_t from = op[1] ? at - op[3] : at;
                const std::size_t before = log_.size(), choices = stack_.size();
                std::int64_t ignored;
                bool found = from >= 0 && run(pc + 5, from, ignored, false);
                stack_.resize(choices);
                if (!found || op[2]) undo(before);
                good = found != (op[2] != 0);
                pc += op[4];
                break;
            }
            case op_atomic: {
                const std::size_t before = log_.size(), choices = stack_.size();
                good = run(pc + 2, at, at, false);
                stack_.resize(choices);
                if (!good) undo(before);
                pc += op[1];
                break;
            }
            }
            if (!good && !backtrack(base, pc, at)) return false;
        }
    }

    bool repeat_one(std::uint32_t& pc, std::int64_t& at) {
        const std::uint32_t* op = code_ + pc;
        const std::uint32_t one = pc + 5, after = pc + op[1];
        const std::int64_t least = at + op[2];
        const std::int64_t most = op[3] == no_limit ? end_ : std::min(end_, at + static_cast<std::int64_t>(op[3]));
        if (least > end_) return false;
        const std::int64_t goal = op[4] ? least : most;
        if (code_[one] == op_any_all)
            at = std::max(at, goal);
        else
            while (at < goal && takes(one, text_[at])) ++at;
        if (at < least) return false;
        if (op[4]) {
            if (at < most) stack_.push_back({after, one, at, most, log_.size(), true});
        } else if (at > least) {
            stack_.push_back({after, one, at, least, log_.size(), false});
        }
        pc = after;
        return true;
    }

    bool loop(std::uint32_t& pc, std::int64_t at) {
        const std::uint32_t* op = code_ + pc;
        const std::uint32_t body = pc + static_cast<std::uint32_t>(static_cast<std::int32_t>(op[5]));
        const std::size_t counter = count_slot(op[1]), place = place_slot(op[1]);
        const std::int64_t count = slots_[counter] + 1;
        set(counter, count);
        if (count < static_cast<std::int64_t>(op[2])) {
            pc = body;
            return true;
        }
        if (op[4]) {  // lazy: what follows first; op_loop_more stands behind
            push(pc + 6, at);
            pc += 10;
            return true;
        }
        const bool more = (op[3] == no_limit || count < static_cast<std::int64_t>(op[3])) && slots_[place] != at;
        if (more) {
            push(pc + 6, at);
            set(place, at);
            pc = body;
        } else {
            pc += 6;
        }
        return true;
    }

    bool group_matched(std::uint32_t group) const {
        const std::int64_t from = slots_[2 * group], to = slots_[2 * group + 1];
        return from >= 0 && to >= from;
    }
    bool same_as_group(const std::uint32_t* op, std::int64_t& at) const {
        if (!group_matched(op[2])) return false;
        const std::int64_t from = slots_[2 * op[2]], to = slots_[2 * op[2] + 1];
        if (to - from > end_ - at) return false;
        for (std::int64_t i = from; i < to; ++i, ++at)
            if (text_[i] != text_[at] && (op[1] == exact || lower(text_[i], op[1]) != lower(text_[at], op[1])))
                return false;
        return true;
    }

    const std::uint32_t* code_;
    const Char* text_;
    std::int64_t end_;
    bool full_;
    std::uint32_t groups_;
    std::int64_t forbidden_ = -1;
    std::vector<std::int64_t> slots_;
    std::vector<choice> stack_;
    std::vector<change> log_;
};

template <class Char>
bool run_on(const program_object& program, const Char* text, const request& asked, match_result& out) {
    machine<Char> m(program, text, asked);
    // A pattern that begins with a certain character is tried only there.
    const std::uint32_t* first = program.code.data();
    while (*first == op_mark) first += 2;
    const bool literal = *first == op_chars && first[1] == exact && first[2] == 1;
    bool must_advance = asked.must_advance;
    for (std::int64_t at = asked.start; at <= asked.end; ++at) {
        if (literal && asked.how == mode::search) {
            while (at < asked.end && text[at] != first[3]) ++at;
            if (at != asked.start) must_advance = false;
            if (at == asked.end) return false;
        }
        if (m.match_at(at, must_advance)) {
            m.result(out);
            return true;
        }
        if (asked.how != mode::search) return false;
        must_advance = false;
    }
    return false;
}

}  // namespace

bool run(const program_object& program, const unsigned char* text, const request& asked, match_result& out) {
    return run_on(program, text, asked, out);
}
bool run(const program_object& program, const std::uint32_t* text, const request& asked, match_result& out) {
    return run_on(program, text, asked, out);
}

}  // namespace cowith::sre
