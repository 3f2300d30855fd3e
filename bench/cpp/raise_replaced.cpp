#include "coro.hpp"

#include <stdexcept>

namespace {

constexpr int rounds = 30'000;

struct translated : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class translating {
  public:
    [[gnu::noinline]] bench::task<> aenter() { co_return; }
    [[gnu::noinline]] bench::task<bool> aexit(std::exception_ptr error) {
        try {
            if (error) std::rethrow_exception(error);
        } catch (const std::invalid_argument&) {
            std::throw_with_nested(translated("translated"));
        }
        co_return false;
    }
};

bench::task<> body() {
    translating m;
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

bench::task<int> run(int count) {
    int caught = 0;
    for (int n = 0; n < count; ++n) {
        try {
            co_await body();
        } catch (const translated&) {
            ++caught;
        }
    }
    co_return caught;
}

}  // namespace

int main() {
    bench::run(run(rounds / 10));
    const bench::stopwatch watch;
    bench::check(bench::run(run(rounds)) == rounds);
    watch.print("raise_replaced", rounds);
}
