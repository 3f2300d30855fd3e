#include "await_rule.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using cowith::tests::breaches_of_await_rule;
using cowith::tests::cpp_token;

namespace {

/// Splits at blanks: enough for the texts here.
std::vector<cpp_token> tokens(const std::string& text) {
    std::vector<cpp_token> result;
    for (std::size_t start = 0; start < text.size();) {
        auto end = text.find(' ', start);
        if (end == std::string::npos) end = text.size();
        if (end > start) result.push_back({text.substr(start, end - start), 1});
        start = end + 1;
    }
    return result;
}

bool fine(const std::string& text) { return breaches_of_await_rule(tokens(text)).empty(); }

}  // namespace

TEST_CASE("co_await as a statement, initializer, right side or operand of co_return") {
    CHECK(fine("{ co_await f ( x ) ; }"));
    CHECK(fine("{ auto x = co_await f ( x ) ; }"));
    CHECK(fine("{ x = co_await at ( 3 , f ( x ) ) ; }"));
    CHECK(fine("{ a [ 1 ] = co_await at ( 3 ) . attempt ( f . call ( s , x ) ) ; }"));
    CHECK(fine("{ co_return co_await f ( ) ; }"));
    CHECK(fine("{ if ( x ) co_await f ( ) ; else co_await g ( ) ; }"));
    CHECK(fine("{ leave_1 : co_await f ( ) ; }"));
    CHECK(fine("{ value = co_yield x ; }"));
}

TEST_CASE("co_await anywhere else") {
    CHECK_FALSE(fine("{ if ( co_await f ( ) ) g ( ) ; }"));
    CHECK_FALSE(fine("{ while ( co_await f ( ) ) g ( ) ; }"));
    CHECK_FALSE(fine("{ g ( co_await f ( ) ) ; }"));
    CHECK_FALSE(fine("{ x = 1 + co_await f ( ) ; }"));
    CHECK_FALSE(fine("{ x = co_await f ( ) + 1 ; }"));
    CHECK_FALSE(fine("{ x = co_await f ( co_await g ( ) ) ; }"));
    CHECK_FALSE(fine("{ auto a = c ? co_await f ( ) : co_await g ( ) ; }"));
    CHECK_FALSE(fine("{ a = b = co_await f ( ) ; }"));
}

TEST_CASE("operands that g++ 12 destroys twice") {
    CHECK_FALSE(fine("{ x = co_await f ( c ? a : b ) ; }"));
    CHECK_FALSE(fine("{ x = co_await f ( a && b ) ; }"));
    CHECK_FALSE(fine("{ x = co_await f ( agg { 1 } ) ; }"));
    CHECK_FALSE(fine("{ x = co_await f ( [ y ] ( ) { return y ; } ) ; }"));
}
