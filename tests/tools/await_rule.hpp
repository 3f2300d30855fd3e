#pragma once
// The rule that keeps generated coroutines right on g++ 12: `co_await` is a whole initializer, the right side of an
// assignment, a whole statement or the operand of co_return, and its operand is made of plain names and calls.

#include <string>
#include <vector>

namespace cowith::tests {

struct cpp_token {
    std::string text;
    unsigned line = 0;
};

/// "line 12: co_await inside a condition" for each breach of the rule.
std::vector<std::string> breaches_of_await_rule(const std::vector<cpp_token>& tokens);

}  // namespace cowith::tests
