#include "managed.hpp"

namespace {

constexpr int rounds = 100'000;

bench::task<std::int64_t> run(int count, int& left) {
    std::int64_t total = 0;
    for (int n = 0; n < count; ++n) {
        bench::managed m(n, left);
        int value = co_await m.aenter();
        std::exception_ptr error;
        try {
            total += value;
        } catch (...) {
            error = std::current_exception();
        }
        bool suppressed = co_await m.aexit(error);
        if (error && !suppressed) std::rethrow_exception(error);
    }
    co_return total;
}

}  // namespace

int main() {
    int left = 0;
    bench::run(run(rounds / 10, left));
    left = 0;
    const bench::stopwatch watch;
    bench::check(bench::run(run(rounds, left)) == std::int64_t{rounds} * (rounds - 1) / 2 && left == rounds);
    watch.print("async_with_generator", rounds);
}
