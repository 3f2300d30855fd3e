#include "coro.hpp"

namespace {

constexpr int items = 80'000;

class queue {
  public:
    explicit queue(std::size_t size) : size_(size) {}

    bench::task<> put(std::optional<int> item) {
        while (items_.size() >= size_) co_await putters_.join();
        items_.push_back(item);
        getters_.wake_one();
    }
    bench::task<std::optional<int>> get() {
        while (items_.empty()) co_await getters_.join();
        std::optional<int> item = items_.front();
        items_.pop_front();
        putters_.wake_one();
        co_return item;
    }

  private:
    std::size_t size_;
    std::deque<std::optional<int>> items_;
    bench::waiters putters_;
    bench::waiters getters_;
};

bench::task<> produce(queue& q, int count) {
    for (int n = 0; n < count; ++n) {
        std::optional<int> item(n);
        co_await q.put(item);
    }
    std::optional<int> end;
    co_await q.put(end);
}

bench::task<> consume(queue& q, std::int64_t& total) {
    while (true) {
        std::optional<int> item = co_await q.get();
        if (!item) co_return;
        total += *item;
    }
}

bench::task<std::int64_t> run(int count) {
    queue q(10);
    std::int64_t total = 0;
    bench::group both;
    both.start(produce(q, count));
    both.start(consume(q, total));
    co_await both;
    co_return total;
}

}  // namespace

int main() {
    bench::run(run(items / 10));
    const bench::stopwatch watch;
    bench::check(bench::run(run(items)) == std::int64_t{items} * (items - 1) / 2);
    watch.print("queue", items);
}
