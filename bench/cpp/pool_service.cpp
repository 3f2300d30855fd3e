#include "coro.hpp"

#include <array>
#include <cctype>
#include <stdexcept>
#include <string>
#include <unordered_map>

namespace {

constexpr int clients = 100;
constexpr int requests = 100;

struct query_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct row {
    int key = 0;
    std::string name;
    std::array<int, 3> values{};
};

class connection {
  public:
    explicit connection(int number) : number_(number) {}

    bench::task<row> fetch(int key) {
        ++queries_;
        co_await bench::next_turn();
        if (key % 17 == 0 && queries_ % 3 == 0)
            throw query_error("query for " + std::to_string(key) + " failed on connection " + std::to_string(number_));
        row result;
        result.key = key;
        result.name = "row " + std::to_string(key);
        result.values = {key, key * 2, key * 3};
        co_return result;
    }

  private:
    int number_;
    int queries_ = 0;
};

class pool {
  public:
    explicit pool(int size) : slots_(size) {
        for (int n = 0; n < size; ++n) idle_.emplace_back(n);
        for (auto& c : idle_) free_.push_back(&c);
    }

    bench::task<connection*> acquire() {
        co_await slots_.acquire();
        connection* c = free_.front();
        free_.pop_front();
        co_return c;
    }
    void release(connection* c) {
        free_.push_back(c);
        slots_.release();
    }

  private:
    std::deque<connection> idle_;
    std::deque<connection*> free_;
    bench::semaphore slots_;
};

class lease {
  public:
    lease(pool& owner, connection* c) : owner_(owner), connection_(c) {}
    lease(const lease&) = delete;
    lease& operator=(const lease&) = delete;
    ~lease() { owner_.release(connection_); }

  private:
    pool& owner_;
    connection* connection_;
};

class service {
  public:
    explicit service(pool& p) : pool_(p) {}

    bench::task<row> get(int key) {
        if (const auto found = cache_.find(key); found != cache_.end()) {
            ++hits;
            co_return found->second;
        }
        row result;
        while (true) {
            connection* c = co_await pool_.acquire();
            lease held(pool_, c);
            try {
                result = co_await c->fetch(key);
                break;
            } catch (const query_error&) {
                ++retries;
            }
        }
        ++misses;
        if (cache_.size() >= 256) cache_.clear();
        cache_[key] = result;
        co_return result;
    }

    bench::task<std::string> request(int client, int number) {
        row r = co_await get((client * 31 + number * 7) % 1000);
        std::string text = std::to_string(client) + ":";
        for (const char c : r.name) text += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        text += ":";
        bool first = true;
        for (const int value : r.values) {
            if (value % 2 != 0) continue;
            if (!first) text += ",";
            text += std::to_string(value);
            first = false;
        }
        ++finished_[client];
        co_return text;
    }

    int hits = 0;
    int misses = 0;
    int retries = 0;

  private:
    pool& pool_;
    std::unordered_map<int, row> cache_;
    std::unordered_map<int, int> finished_;
};

bench::task<> client(service& s, int number, int count, std::size_t& length) {
    for (int n = 0; n < count; ++n) {
        std::string text = co_await s.request(number, n);
        length += text.size();
    }
}

bench::task<std::size_t> run(int count) {
    pool p(10);
    service s(p);
    std::size_t length = 0;
    bench::group all;
    for (int n = 0; n < clients; ++n) all.start(client(s, n, count, length));
    co_await all;
    bench::check(s.hits + s.misses == clients * count);
    co_return length;
}

}  // namespace

int main() {
    bench::run(run(requests / 10));
    const bench::stopwatch watch;
    bench::check(bench::run(run(requests)) > 0);
    watch.print("pool_service", clients * requests);
}
