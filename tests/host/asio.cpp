// Python's coroutines awaited by Asio's, in Asio's loop.
#include "shop.hpp"

#include <cowith/host/asio.hpp>

#include <cstdio>

static int passed = 0, failures = 0;
static void check(bool good, const char* what) {
    good ? ++passed : ++failures;
    if (!good) std::printf("FAILED   asio: %s\n", what);
}

static asio::awaitable<void> several(cowith::asio_driver& python) {
    const std::string answer = co_await python.async(shop::order("main", "tea", 0.002), asio::use_awaitable);
    check(answer == "tea: 7", "a value");
    std::string what;
    try {
        co_await python.async(shop::order("main", "coal"), asio::use_awaitable);
    } catch (const cowith::python_error& e) {
        what = e.what();
    }
    check(what == "shop.OutOfStock: coal", "an exception");
    // Asio's own timers go on meanwhile.
    asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::milliseconds(1));
    co_await timer.async_wait(asio::use_awaitable);
}

int main() {
    asio::io_context io;
    {
        cowith::asio_driver python(io);
        asio::co_spawn(io, several(python), [](std::exception_ptr e) { check(!e, "no exception left"); });
        // Plain callbacks, and cancellation through Asio.
        bool called = false, cancelled = false;
        asio::cancellation_signal stop;
        python.async(shop::order("main", "tea"), [&](std::exception_ptr e, std::string text) {
            called = !e && text == "tea: 7";
            stop.emit(asio::cancellation_type::all);
        });
        python.async(shop::forever(), asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr e) {
                         try {
                             if (e) std::rethrow_exception(e);
                         } catch (const cowith::python_error& error) {
                             cancelled = error.is("asyncio.exceptions.CancelledError");
                         }
                     }));
        io.run();
        check(called, "a callback");
        check(cancelled, "cancellation");
    }
    std::printf("asio: %d passed, %d failed, 0 skipped\n", passed, failures);
    return failures != 0;
}
