// Objects that are managers, and generators that are sent to: through the typed header of shop.py.
#include "shop.hpp"

#include <cstdio>
#include <stdexcept>

using cowith::as_result;
using log_lines = std::vector<std::string>;

static int failures = 0;
static int passed = 0;
static void check(bool good, const char* what, int line) {
    good ? ++passed : ++failures;
    if (!good) std::printf("FAILED   managers.cpp:%d: %s\n", line, what);
}
#define CHECK(...) check((__VA_ARGS__), #__VA_ARGS__, __LINE__)

static cowith::task<void> asynchronous() {
    auto count = co_await cowith::with(shop::Session::create("main"), [](shop::Session s) { return s.count(); });
    CHECK(count && *count == 4);
    CHECK(shop::take_log() == log_lines{"begin main", "commit"});
    auto stock = co_await cowith::with(shop::Session::create("main"), [](shop::Session s) -> cowith::task<std::string> {
        co_return co_await shop::order(s.pool(), "coal");
    });
    CHECK(stock.suppressed());
    CHECK(shop::take_log() == log_lines{"begin main", "open main", "failed: coal", "closed main", "rollback: coal"});
    std::string what;
    try {
        co_await cowith::with(shop::Session::create("main"), [](shop::Session) { throw std::out_of_range("too far"); });
    } catch (const cowith::python_error& e) {
        what = e.what();
    }
    CHECK(what == "IndexError: too far");
    CHECK(shop::take_log() == log_lines{"begin main", "rollback: too far"});
    auto depth = co_await cowith::with(shop::Nested::create("x"), [](shop::Nested n) { return n.depth(); });
    CHECK(depth && *depth == 2);
    shop::take_log();
    // Both kinds: the body decides.
    const auto door = shop::Door::create();
    auto seven = co_await cowith::with(door, [](std::int64_t n) -> cowith::task<std::int64_t> { co_return n; });
    CHECK(*seven == 7);
    CHECK(shop::take_log() == log_lines{"open, waiting", "shut, waiting"});
    cowith::async_exit_stack stack;
    const auto entered = co_await stack.enter(shop::Session::create("stack"));
    CHECK(entered.count() == 5 && stack.enter(door) == "by hand" && co_await stack.enter_async(door) == 7);
    co_await stack.close();
    CHECK(shop::take_log() ==
          log_lines{"begin stack", "open", "open, waiting", "shut, waiting", "shut: None", "commit"});
}

static void synchronous() {
    const auto door = shop::Door::create();
    auto text = cowith::with(door, [](const std::string& how) { return how + "!"; });
    CHECK(text && *text == "by hand!");
    CHECK(shop::take_log() == log_lines{"open", "shut: None"});
    CHECK(cowith::with(door, [](const std::string&) { throw std::runtime_error("own"); }).suppressed());
    CHECK(shop::take_log() == log_lines{"open", "shut: own"});
    auto failed = cowith::with(as_result, door, [](const std::string&) { throw std::invalid_argument("own"); });
    CHECK(!failed && failed.exception().type() == "ValueError");
    shop::take_log();
}

static void generators() {
    auto average = shop::average();
    CHECK(average.send(cowith::None) == 0.0);
    CHECK(average.send(3) == 3.0 && average.send(6) == 4.5 && average.next() == 4.5);
    cowith::python_exception coal;
    try {
        cowith::run(shop::order("main", "coal"));
    } catch (const cowith::python_error& e) {
        coal = e.exception();
    }
    shop::take_log();
    CHECK(average.throw_in(coal) == 0.0 && average.send(5) == 5.0);
    CHECK(!average.throw_in(std::invalid_argument("enough")) && !average.send(1));
    CHECK(shop::take_log() == log_lines{"ValueError('enough')"});
    auto started = shop::average();
    auto too_early = started.send(as_result, 1);
    CHECK(!too_early && too_early.exception().message() == "can't send non-None value to a just-started generator");
    auto none = started.throw_in(as_result, cowith::python_exception());
    CHECK(!none && none.exception().type() == "TypeError");
    auto thrown = started.throw_in(as_result, too_early.exception());
    CHECK(!thrown && thrown.exception().type() == "TypeError" && !started.next());
    const cowith::range_of<std::string> no_generator = shop::names();
    CHECK(no_generator.send(as_result, 1).exception().type() == "AttributeError");
}

static cowith::task<void> asynchronous_generators() {
    auto echoes = shop::echoes();
    CHECK(co_await echoes.send(cowith::None) == "");
    CHECK(co_await echoes.send("ho") == "HO");
    CHECK(co_await echoes.throw_in(std::invalid_argument("it")) == "CAUGHT IT");
    CHECK(!co_await echoes.send(std::string("stop")));
    auto other = shop::echoes();
    auto raised = co_await other.throw_in(std::out_of_range("at once")).as_result();
    CHECK(!raised && raised.exception().type() == "IndexError");
}

int main() {
    cowith::run(asynchronous());
    synchronous();
    generators();
    cowith::run(asynchronous_generators());
    std::printf("managers: %d passed, %d failed, 0 skipped\n", passed, failures);
    return failures != 0;
}
