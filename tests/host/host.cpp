// Python called from C++ through the typed header of shop.py; every promise of docs/cpp.md once.
#include "shop.hpp"

#include <cowith/debug.hpp>
#include <cowith/host/uv.hpp>

#include <atomic>
#include <cstdio>
#include <stdexcept>
#include <thread>

using cowith::as_result;

static int failures = 0;
static int passed = 0;
static void check(bool good, const char* what, int line) {
    good ? ++passed : ++failures;
    if (!good) std::printf("FAILED   host.cpp:%d: %s\n", line, what);
}
#define CHECK(...) check((__VA_ARGS__), #__VA_ARGS__, __LINE__)
template <class F> static std::string thrown(F f) {
    try {
        f();
        return "nothing";
    } catch (const cowith::python_error& e) {
        return e.what();
    }
}
#define CHECK_THROWS(text, ...)                                                                                        \
    do {                                                                                                               \
        const std::string what = thrown([&] { (void)(__VA_ARGS__); });                                                 \
        check(what == (text), what.c_str(), __LINE__);                                                                 \
    } while (false)

static void values() {
    CHECK(shop::price("tea", 2) == 7.5);
    CHECK(shop::price("tea", 2, 2.0, "a note") == 12);
    CHECK(shop::later() == "A");
    CHECK(shop::later("b") == "b");
    CHECK(shop::big(62) == std::int64_t{1} << 62);
    CHECK_THROWS("OverflowError: Python int too large to convert to C++ std::int64_t", shop::big(63));
    CHECK_THROWS("TypeError: wrong() result must be int, not str", shop::wrong());
    const std::map<std::string, std::int64_t> expected{{"a", -1}, {"b", 3}};
    const auto three = cowith::to_python(3);
    CHECK(shop::several({cowith::to_python("a"), cowith::to_python("b")}, {{"b", three}}) == expected);
    const std::string bytes("\0ab", 3);
    CHECK(shop::raw(std::as_bytes(std::span(bytes))) ==
          std::vector<std::byte>{std::byte{'b'}, std::byte{'a'}, std::byte{0}});
    {
        const cowith::interpreter_lock lock;
        CHECK(shop::echo(py::True).is(py::True));
        CHECK_THROWS("TypeError: echo() argument 'value' holds nothing", shop::echo(cowith::object()));
    }
    CHECK(cowith::convert<double>(shop::echo(2.5 > 2 ? py::object(5) : py::object())).value() == 5);
    CHECK(cowith::convert<std::uint64_t>(cowith::to_python(~std::uint64_t{0}).get()).value() == ~std::uint64_t{0});
    CHECK_THROWS("OverflowError: can't convert negative int to unsigned",
                 cowith::convert<unsigned>(cowith::to_python(-1).get()).value());
    CHECK_THROWS("OverflowError: Python int too large to convert to C++ integer",
                 cowith::convert<std::int8_t>(cowith::to_python(128).get()).value());
    CHECK_THROWS("TypeError: value must be list[int | None], not dict",
                 cowith::convert<std::vector<std::optional<int>>>(cowith::to_python(expected).get()).value());
}

template <class T> constexpr bool can_set_sum = requires(T x) { x.set_sum(1.0); };

static void classes() {
    auto item = shop::Item::create("tea", 3);
    CHECK(item.name() == "tea");
    CHECK(item.tags().empty());
    item.set_tags({"green", "loose"});
    CHECK(item.tags().size() == 2);
    CHECK(item.total(2.0) == 6);
    CHECK(item.total(2.0, 0.5) == 3);
    CHECK(item.label() == "3 x tea");
    item.set_count(4);
    CHECK(shop::describe(item) == "4 x tea");
    CHECK(shop::describe() == "nothing");
    CHECK(shop::Item::parse("mug:12").count() == 12);
    CHECK(shop::Item::limit() == 100);
    CHECK(item.kind() == "item");
    const auto special = shop::Special::create("pot", 1, {}, "May");
    CHECK(special.until() == "May" && special.label() == "1 x pot");
    const auto [count, names] = shop::shelf({item, special});
    CHECK(count == 5 && names == std::set<std::string>{"pot", "tea"});
    CHECK_THROWS("TypeError: shelf() argument 'items': a Item that holds nothing", shop::shelf({shop::Item()}));
    CHECK_THROWS("ValueError: invalid literal for int() with base 10: 'x'", shop::Item::parse("mug:x"));
    CHECK(shop::Connection::create(4, false).fast() == false);
    CHECK(cowith::convert<shop::Size>(shop::Size::LARGE().python()).has_value());
    // Aliases, literals, what can't be changed; Python's == and is; exceptions with their fields.
    const shop::Receipt receipt = shop::receipt(3, {"tea", "tea"}, {{"tea", 1.5}}, "short");
    CHECK(receipt.sum() == 3.0);
    CHECK(receipt.place().shelf() == 3);
    CHECK(receipt.place() == shop::Place::create(3));
    CHECK(receipt.place() != shop::Place::create(3, 1));
    CHECK(!receipt.place().is(shop::Place::create(3)));
    CHECK(shop::Size::LARGE().is(shop::Size::LARGE()));
    CHECK(shop::Size() == shop::Size());
    CHECK(shop::Size() != shop::Size::SMALL());
    CHECK(!can_set_sum<shop::Receipt>);
    try {
        shop::receipt(4, {}, {}, "long");
        CHECK(false);
    } catch (const cowith::python_error& e) {
        CHECK(e.as<shop::OutOfStock>().has_value());
        CHECK(!e.as<shop::Item>().has_value());
        CHECK(e.as<shop::Refused>()->number() == 4);
    }
    CHECK_THROWS("TypeError: value must be Special, not Item", cowith::convert<shop::Special>(item.python()).value());
}

static void annotations() {
    const auto parcel = shop::Parcel::create("me", 3);
    CHECK(parcel.stamps() == 3 && parcel.weight() == 0.5);
    const shop::Parcel heavier = parcel.heavier(2);
    CHECK(heavier.weight() == 2.5 && heavier.heavier().weight() == 13);
    CHECK(shop::ship().empty());
    CHECK(shop::ship(parcel).at(1).sender() == std::string("a\0b", 3));
    CHECK(shop::ship(parcel, "you").at(1).sender() == "you");
}

static void errors() {
    auto outcome = shop::wrong(as_result);
    CHECK(!outcome && outcome.exception().type() == "TypeError");
    try {
        cowith::run(shop::order("main", "coal"));
        CHECK(false);
    } catch (const cowith::python_error& e) {
        CHECK(e.type() == "shop.OutOfStock" && e.message() == "coal");
        CHECK(e.is("shop.OutOfStock") && e.is("Exception") && !e.is("KeyError"));
        const std::string traceback = e.traceback();
        CHECK(traceback.find("shop.py\", line 167, in order\n") != std::string::npos);
        CHECK(traceback.find("shop.py\", line 102, in fetch\n") != std::string::npos);
    }
    auto taken = shop::take_log();
    CHECK(taken == std::vector<std::string>{"open main", "failed: coal", "closed main"});
}

static cowith::task<std::string> both(std::string first, std::string second) {
    const std::string one = co_await shop::order("main", first, 0.001);
    auto two = co_await shop::order("main", second).as_result();
    co_return one + ", " + (two ? *two : two.exception().type());
}
static cowith::task<std::unique_ptr<int>> moved() { co_return std::make_unique<int>(4); }
static cowith::task<int> fails() {
    throw std::out_of_range("too far");
    co_return 0;
}
static cowith::task<std::int64_t> twice(std::int64_t n) {
    co_await shop::order("main", "tea");
    co_return 2 * n;
}

static void coroutines() {
    CHECK(cowith::run(shop::order("main", "tea", 0.001)) == "tea: 7");
    CHECK(cowith::run(both("tea", "coal")) == "tea: 7, shop.OutOfStock");
    CHECK_THROWS("shop.OutOfStock: coal", cowith::run(both("coal", "tea")));
    CHECK(*cowith::run(moved()) == 4);
    CHECK_THROWS("IndexError: too far", cowith::run(fails()));
    // Python awaits what C++ made.
    const auto f = cowith::held(cowith::detail::make_callable([](cowith::ref x) -> cowith::object {
        return cowith::object(twice(cowith::convert<std::int64_t>(x).value()).python());
    }));
    const cowith::object result = cowith::run(shop::call_back(cowith::object(f.get()), 21));
    CHECK(cowith::convert<int>(result).value() == 42);
    shop::take_log();
}

static cowith::task<void> scopes() {
    using log = std::vector<std::string>;
    auto read = co_await cowith::with(shop::lease("abc"), [](shop::Connection c) -> cowith::task<std::int64_t> {
        co_return co_await c.fetch("tea") + c.number();
    });
    CHECK(read && *read == 10);
    CHECK(shop::take_log() == log{"open abc", "closed abc"});
    // Suppressed by the manager, and not.
    auto suppressed = co_await cowith::with(shop::lease("abc"), [](shop::Connection c) { return c.fetch("coal"); });
    CHECK(suppressed.suppressed());
    CHECK(shop::take_log() == log{"open abc", "failed: coal", "closed abc"});
    std::string what;
    try {
        co_await cowith::with(shop::lease("abc"), [](shop::Connection) { throw std::runtime_error("own"); });
    } catch (const cowith::python_error& e) {
        what = e.what();
    }
    CHECK(what == "RuntimeError: own");
    shop::take_log();

    // The exit stack: managers, callbacks and exits in reverse, one of them suppresses.
    log seen;
    cowith::async_exit_stack stack;
    const auto outcome = co_await cowith::with(stack, [&](cowith::async_exit_stack s) -> cowith::task<void> {
        auto connection = co_await s.enter(shop::lease("first", true));
        s.callback([&] { seen.push_back("callback"); });
        s.callback([&]() -> cowith::task<void> {
            co_await shop::order("main", "tea");
            seen.push_back("awaited callback");
        });
        s.push([&](std::optional<cowith::python_exception> e) {
            seen.push_back(e ? e->type() : "none");
            return true;
        });
        s.push([&](std::optional<cowith::python_exception> e) -> cowith::task<bool> {
            seen.push_back(e ? e->message() : "none");
            co_return false;
        });
        co_await connection.fetch("coal");
    });
    CHECK(outcome.suppressed());
    CHECK(seen == log{"coal", "shop.OutOfStock", "awaited callback", "callback"});
    CHECK(shop::take_log() == log{"open first", "open main", "closed main", "closed first"});
    cowith::async_exit_stack second;
    co_await second.enter(shop::lease("kept"));
    auto kept = second.pop_all();
    co_await second.close();
    CHECK(shop::take_log() == log{"open kept"});
    co_await kept.close();
    CHECK(shop::take_log() == log{"closed kept"});
}

static cowith::task<std::int64_t> all_ticks(std::int64_t count) {
    std::int64_t sum = 0;
    auto ticks = shop::ticks(count);
    while (auto item = co_await ticks.next()) sum += item->count();
    CHECK(!co_await ticks.next());
    auto left = shop::ticks(100);
    CHECK((co_await left.next())->name() == "tick");
    co_await left.close();
    CHECK(!co_await left.next());
    co_return sum;
}

static void iteration() {
    using log = std::vector<std::string>;
    std::vector<std::int64_t> seen;
    for (const std::int64_t n : shop::countdown(3)) seen.push_back(n);
    CHECK(seen == std::vector<std::int64_t>{3, 2, 1});
    CHECK(shop::take_log() == log{"begin", "end"});
    // Left early: closed when nobody holds it any longer.
    for (const std::int64_t n : shop::countdown(3))
        if (n == 2) break;
    CHECK(shop::take_log() == log{"begin", "end"});
    auto numbers = shop::countdown(2);
    CHECK(shop::take_log().empty());
    CHECK(numbers.next() == 2);
    numbers.close();
    CHECK(shop::take_log() == log{"begin", "end"});
    CHECK(!numbers.next());
    // What it raises comes where the next value is asked for.
    auto failing = shop::countdown(1);
    CHECK(failing.next() == 1);
    shop::add_to_log("fail");
    CHECK_THROWS("shop.OutOfStock: numbers", failing.next());
    CHECK(!failing.next(as_result).value());
    shop::take_log();
    std::string all;
    for (const std::string& name : shop::names()) all += name;
    CHECK(all == "teacoffee");
    const auto both = shop::anything();
    CHECK(cowith::convert<int>(*both.next()).value() == 1);
    CHECK(cowith::convert<std::string>(*both.next()).value() == "two");
    static_assert(std::ranges::input_range<cowith::range_of<int>>);
    CHECK_THROWS("TypeError: iteration over an object that holds nothing", cowith::range_of<int>().next());
    CHECK_THROWS("TypeError: next() result must be int, not str",
                 cowith::range_of<std::int64_t>(cowith::object(shop::names().python())).next());
    CHECK(cowith::run(all_ticks(4)) == 6);
}

static cowith::task<std::int64_t> awaits_inside() {
    auto outcome = co_await cowith::with(shop::opened("ab"), [](shop::Connection c) { return c.fetch("tea", 0.001); });
    auto none = co_await cowith::with(shop::opened("ab", true), [](shop::Connection c) { return c.fetch("coal"); });
    CHECK(none.suppressed());
    cowith::async_exit_stack stack;
    auto connection = stack.enter(shop::opened("abc"));
    co_await stack.close();
    co_return *outcome + connection.number();
}

static void sync_scopes() {
    using log = std::vector<std::string>;
    auto number = cowith::with(shop::opened("abc"), [](shop::Connection c) { return c.number(); });
    CHECK(number && *number == 3);
    CHECK(shop::take_log() == log{"open abc", "closed abc"});
    CHECK_THROWS("RuntimeError: own",
                 cowith::with(shop::opened("a"), [](shop::Connection) { throw std::runtime_error("own"); }));
    CHECK(shop::take_log() == log{"open a", "failed: own", "closed a"});
    CHECK(
        cowith::with(shop::opened("a", true), [](shop::Connection) { throw std::runtime_error("own"); }).suppressed());
    shop::take_log();
    auto failed = cowith::with(as_result, shop::opened("a"), [](shop::Connection) { throw std::runtime_error("own"); });
    CHECK(!failed && failed.exception().message() == "own");
    auto moved = cowith::with(shop::opened("a"), [](shop::Connection) { return std::make_unique<int>(5); });
    CHECK(**moved == 5);
    shop::take_log();
    CHECK(cowith::run(awaits_inside()) == 10);
    CHECK(shop::take_log() ==
          log{"open ab", "closed ab", "open ab", "failed: coal", "closed ab", "open abc", "closed abc"});
}

static void loops() {
    // Owned by the host, cancelled at its end.
    {
        cowith::event_loop loop;
        auto endless = loop.spawn(shop::forever());
        CHECK(loop.run(shop::order("main", "tea", 0.001)) == "tea: 7");
        CHECK(!endless.done());
        CHECK(cowith::async_backtrace().find("in async forever()") != std::string::npos);
    }
    CHECK(shop::take_log() == std::vector<std::string>{"open main", "closed main", "no longer"});
    // Polled.
    {
        cowith::event_loop loop;
        std::string answer;
        auto future = loop.spawn(shop::order("main", "tea", 0.002));
        future.then([&](const auto& done) { answer = done.get(); });
        int polls = 0;
        for (; !future.done() || answer.empty(); ++polls) {
            if (const double wait = loop.timeout(); wait > 0)
                std::this_thread::sleep_for(std::chrono::duration<double>(wait));
            loop.poll();
        }
        CHECK(answer == "tea: 7" && polls < 20 && loop.timeout() < 0);
        auto cancelled = loop.spawn(shop::forever());
        loop.poll();
        CHECK(cancelled.cancel());
        while (!cancelled.done()) loop.poll();
        CHECK_THROWS("asyncio.exceptions.CancelledError", cancelled.get());
    }
    // In a libuv loop of the host's.
    {
        uv_loop_t host;
        uv_loop_init(&host);
        {
            cowith::event_loop loop;
            cowith::uv_driver driver(loop, &host);
            auto first = loop.spawn(shop::order("main", "tea", 0.002));
            auto second = loop.spawn(twice(4));
            uv_run(&host, UV_RUN_DEFAULT);
            CHECK(first.done() && first.get() == "tea: 7" && second.get() == 8);
        }
        uv_run(&host, UV_RUN_DEFAULT);
        CHECK(uv_loop_close(&host) == 0);
    }
    shop::take_log();
}

static void threads() {
    std::atomic<int> good = 0;
    const auto work = [&](int n) {
        for (int i = 0; i < 20; ++i) {
            good += cowith::run(shop::order("main", "tea", 0.0005 * (n + 1))) == "tea: 7";
            const auto item = shop::Item::create("x", n);
            good += item.count() == n;
            good += shop::wrong(as_result).exception().type() == "TypeError";
        }
    };
    std::vector<std::thread> all;
    for (int n = 0; n < 4; ++n) all.emplace_back(work, n);
    for (auto& t : all) t.join();
    CHECK(good == 4 * 20 * 3);
    // A task for a loop that waits in another thread.
    cowith::event_loop loop;
    std::thread waiting([&] { CHECK(loop.run(shop::order("main", "tea", 0.05)) == "tea: 7"); });
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    auto spawned = loop.spawn(shop::order("main", "tea"));
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(spawned.done());
    waiting.join();
    shop::take_log();
}

int main() {
    values();
    classes();
    annotations();
    errors();
    coroutines();
    cowith::run(scopes());
    iteration();
    sync_scopes();
    loops();
    threads();
    std::printf("host: %d passed, %d failed, 0 skipped\n", passed, failures);
    return failures != 0;
}
