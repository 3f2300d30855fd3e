// Templates, containers of classes and callbacks; inventory.py uses them all.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

namespace store {

/// Who it is.
class User {
  public:
    explicit User(std::string name, int age = 1) : name(std::move(name)), age(age) {}
    bool operator==(const User&) const = default;
    std::string name;
    int age;
};

/// No copies of it.
class Lock {
  public:
    Lock() = default;
    Lock(const Lock&) = delete;
};

inline std::vector<User> users() { return {User("ann", 30), User("bob", 40)}; }
inline int ages(const std::vector<User>& users) {
    int sum = 0;
    for (const auto& user : users) sum += user.age;
    return sum;
}
inline std::optional<User> find(const std::string& name) {
    return name == "ann" ? std::optional<User>(User(name)) : std::nullopt;
}
inline std::string named(std::optional<User> user = std::nullopt) { return user ? user->name : "nobody"; }
inline std::map<std::string, User> table(const std::vector<User>& users) {
    std::map<std::string, User> result;
    for (const auto& user : users) result.emplace(user.name, user);
    return result;
}
inline std::vector<std::string> keys(const std::map<std::string, User>& table) {
    std::vector<std::string> result;
    for (const auto& [name, user] : table) result.push_back(name + std::to_string(user.age));
    return result;
}
inline std::pair<User, int> older(std::pair<User, int> by) {
    by.first.age += by.second;
    return by;
}
inline std::unordered_map<std::string, int> counted(const std::unordered_map<std::string, int>& words) {
    auto result = words;
    for (auto& [word, count] : result) ++count;
    return result;
}
inline std::vector<std::shared_ptr<User>> shared() {
    static const auto one = std::make_shared<User>("shared", 5);
    return {one, nullptr, one};
}
inline int grow(const std::vector<std::shared_ptr<User>>& users) {
    for (const auto& user : users)
        if (user) ++user->age;
    return users.front()->age;
}

// ---- templates
template <class T, int N = 2> class Pool {
  public:
    using value_type = T;
    enum class Policy { keep, drop };

    Pool() = default;
    explicit Pool(std::vector<value_type> items) : items_(std::move(items)) {}
    /// Puts one in.
    Pool& put(const T& item, int times = N) {
        for (int i = 0; i < times; ++i) items_.push_back(item);
        return *this;
    }
    const std::vector<T>& items() const { return items_; }
    std::optional<value_type> last() const { return items_.empty() ? std::nullopt : std::optional<T>(items_.back()); }
    /// All in one.
    T fold(const std::function<T(const T&, const T&)>& f, T start) const {
        for (const auto& item : items_) start = f(start, item);
        return start;
    }
    static int limit() { return N; }
    static constexpr double weight = N * 1.5;
    template <class U> void assign(U) {}
    T* raw() { return items_.data(); }
    Pool joined(const Pool& other) const {
        Pool result = *this;
        result.items_.insert(result.items_.end(), other.items_.begin(), other.items_.end());
        return result;
    }
    int size = N;

  private:
    std::vector<T> items_;
};
using int_pool = Pool<int>;
/// Words, three of each.
typedef Pool<std::string, 3> word_pool;
using user_pool = Pool<User>;
using same_pool = Pool<int, 2>;

/// Written out for one type.
template <class T> struct Special;
template <> struct Special<int> {
    int twice(int n) const { return 2 * n; }
};
using special_int = Special<int>;

template <class... T> struct Many {};
using many = Many<int, int>;

struct Named {
    std::string label = "named";
};
struct Counted {
    virtual ~Counted() = default;
    virtual int count() const { return 1; }
};
/// Not at the start of what is derived from it: Named has no virtual functions.
struct Both : Named {
    virtual ~Both() = default;
    virtual std::string both() const { return label + "!"; }
};
struct BigPool : Pool<int> {
    int big() const { return static_cast<int>(items().size()) + 100; }
};

inline int total(const int_pool& pool) {
    int sum = 0;
    for (const int n : pool.items()) sum += n;
    return sum;
}
inline std::vector<Lock> locks() { return {}; }
inline std::vector<std::unique_ptr<User>> unique() { return {}; }

// ---- callbacks
inline int apply(std::function<int(int, const std::string&)> f, int n) { return f(n, "text"); }
inline void each(const std::vector<User>& users, const std::function<void(const User&)>& f) {
    for (const auto& user : users) f(user);
}
class Signal {
  public:
    void connect(std::function<void(int)> f) { all_.push_back(std::move(f)); }
    void emit(int n) const {
        for (const auto& f : all_) f(n);
    }
    /// From a thread of its own.
    void emit_elsewhere(int n) const {
        std::thread([this, n] { emit(n); }).detach();
    }
    std::function<void(int)> first() const { return all_.front(); }

  private:
    std::vector<std::function<void(int)>> all_;
};

}  // namespace store
