#include "coro.hpp"

#include <memory>

namespace {

constexpr int rounds = 10'000;

class manager {
  public:
    virtual ~manager() = default;
    virtual bench::task<manager*> aenter() { co_return this; }
    virtual bench::task<bool> aexit(std::exception_ptr) {
        ++left;
        co_return false;
    }
    int left = 0;
};

class exit_stack {
  public:
    bench::task<manager*> enter(manager& m) {
        manager* entered = co_await m.aenter();
        exits_.push_back(&m);
        co_return entered;
    }
    bench::task<bool> aexit(std::exception_ptr error) {
        const bool received = error != nullptr;
        while (!exits_.empty()) {
            manager* m = exits_.back();
            exits_.pop_back();
            try {
                bool suppressed = co_await m->aexit(error);
                if (suppressed) error = nullptr;
            } catch (...) {
                error = std::current_exception();
            }
        }
        co_return received && !error;
    }

  private:
    std::vector<manager*> exits_;
};

bench::task<> run(int count, std::vector<std::unique_ptr<manager>>& managers) {
    for (int i = 0; i < count; ++i) {
        exit_stack stack;
        std::exception_ptr error;
        try {
            for (auto& m : managers) co_await stack.enter(*m);
        } catch (...) {
            error = std::current_exception();
        }
        co_await stack.aexit(error);
    }
}

}  // namespace

int main() {
    std::vector<std::unique_ptr<manager>> managers;
    for (int i = 0; i < 10; ++i) managers.push_back(std::make_unique<manager>());
    bench::run(run(rounds / 10, managers));
    const bench::stopwatch watch;
    bench::run(run(rounds, managers));
    bench::check(managers[9]->left == rounds + rounds / 10);
    watch.print("exit_stack_10", rounds);
}
