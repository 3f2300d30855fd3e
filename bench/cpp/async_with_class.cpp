#include "coro.hpp"

namespace {

constexpr int rounds = 300'000;

class manager {
  public:
    [[gnu::noinline]] bench::task<manager*> aenter() {
        ++entered_;
        co_return this;
    }
    [[gnu::noinline]] bench::task<bool> aexit(std::exception_ptr) { co_return false; }
    int entered() const { return entered_; }

  private:
    int entered_ = 0;
};

bench::task<int> run(int count) {
    manager m;
    for (int i = 0; i < count; ++i) {
        co_await m.aenter();
        std::exception_ptr error;
        bool suppressed = co_await m.aexit(error);
        bench::check(!suppressed);
    }
    co_return m.entered();
}

}  // namespace

int main() {
    bench::run(run(rounds / 10));
    const bench::stopwatch watch;
    bench::check(bench::run(run(rounds)) == rounds);
    watch.print("async_with_class", rounds);
}
