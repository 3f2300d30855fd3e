#include "coro.hpp"

#include <stdexcept>

namespace {

constexpr int rounds = 150'000;

class suppresses {
  public:
    [[gnu::noinline]] bench::task<suppresses*> aenter() { co_return this; }
    [[gnu::noinline]] bench::task<bool> aexit(std::exception_ptr) {
        ++seen;
        co_return true;
    }
    int seen = 0;
};

bench::task<int> run(int count) {
    suppresses m;
    for (int n = 0; n < count; ++n) {
        co_await m.aenter();
        std::exception_ptr error;
        try {
            throw std::invalid_argument("body");
        } catch (...) {
            error = std::current_exception();
        }
        bool suppressed = co_await m.aexit(error);
        if (!suppressed) std::rethrow_exception(error);
    }
    co_return m.seen;
}

}  // namespace

int main() {
    bench::run(run(rounds / 10));
    const bench::stopwatch watch;
    bench::check(bench::run(run(rounds)) == rounds);
    watch.print("raise_suppressed", rounds);
}
