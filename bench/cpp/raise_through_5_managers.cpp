#include "managed.hpp"

#include <stdexcept>

namespace {

constexpr int rounds = 10'000;

bench::task<> nested(int depth, int& left) {
    bench::managed m(depth, left);
    co_await m.aenter();
    std::exception_ptr error;
    try {
        if (depth == 1) throw std::invalid_argument("body");
        co_await nested(depth - 1, left);
    } catch (...) {
        error = std::current_exception();
    }
    bool suppressed = co_await m.aexit(error);
    if (error && !suppressed) std::rethrow_exception(error);
}

bench::task<int> run(int count, int& left) {
    int caught = 0;
    for (int n = 0; n < count; ++n) {
        try {
            co_await nested(5, left);
        } catch (const std::invalid_argument&) {
            ++caught;
        }
    }
    co_return caught;
}

}  // namespace

int main() {
    int left = 0;
    bench::run(run(rounds / 10, left));
    left = 0;
    const bench::stopwatch watch;
    bench::check(bench::run(run(rounds, left)) == rounds && left == 5 * rounds);
    watch.print("raise_through_5_managers", rounds);
}
