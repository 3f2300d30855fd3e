// Headers as they come: what can be bound works, the rest is said of its place (expected_odd_messages.txt).
#pragma once
#include <array>
#include <chrono>
#include <deque>
#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <variant>
#include <vector>

namespace odd {

constexpr int limit = 7;
inline const std::string name = "odd";
constexpr const char* title = "the odd";
constexpr std::string_view subtitle = "and more";
inline int changing = 1;
enum { first = 11, second };
enum class Word { None = 1, def };

struct Money {
    int cents = 0;
    explicit Money(int c) : cents(c) {}
    bool operator==(const Money& other) const { return cents == other.cents; }
    bool operator<(const Money& other) const { return cents < other.cents; }
    Money operator+(const Money& other) const { return Money(cents + other.cents); }
    Money operator*(int n) const { return Money(cents * n); }
    Money operator-() const { return Money(-cents); }
    Money& operator+=(const Money& other) {
        cents += other.cents;
        return *this;
    }
    explicit operator bool() const { return cents != 0; }
    friend bool operator>(const Money& a, int n) { return a.cents > n; }
    friend Money operator*(int n, const Money& m) { return m * n; }
    friend Money operator-(const Money& a, const Money& b);
};

inline Money operator-(const Money& a, const Money& b) { return Money(a.cents - b.cents); }
inline Money operator+(double euros, Money m) { return Money(m.cents + static_cast<int>(euros * 100)); }

/// Ordered by C++'s rules.
struct Version {
    int major, minor;
    Version(int a, int b) : major(a), minor(b) {}
    auto operator<=>(const Version&) const = default;
    /// The next one.
    friend Version operator+(const Version& v, int n) { return {v.major, v.minor + n}; }
};

class Pinned {
  public:
    static constexpr double weight = 1.5;
    Pinned() = default;
    Pinned(const Pinned&) = delete;
    Pinned& operator=(const Pinned&) = delete;
    int value = 3;
};

struct Holder {
    Pinned pinned;
    std::unique_ptr<Pinned> owned = std::make_unique<Pinned>();
    unsigned bits : 3 = 5;
    struct {
        int inner = 0;
    } hidden;
    const std::unique_ptr<Pinned>& reference() const { return owned; }
    int def(int from, int self) const { return from * 10 + self; }
    int taken() && { return 1; }
    static int both(int n) { return n; }
    int both(std::string s) const { return static_cast<int>(s.size()); }
};

inline Pinned& only() {
    static Pinned one;
    return one;
}
inline int by_value(Pinned p) { return p.value; }
inline int unsure(int a, int b = 1) { return a + b; }
inline int unsure(int a, double b = 2.0) { return a + static_cast<int>(b); }
int removed(int) = delete;
consteval int compile_time(int n) { return n; }
inline std::variant<int, std::u16string> either() { return 1; }
inline std::u16string wide() { return u"x"; }
template <class T> struct base {
    int inherited() const { return 1; }
};
struct Derived : base<Derived> {
    int own() const { return 2; }
};
struct First {
    int one() const { return 1; }
};
struct Second {
    int two() const { return 2; }
};
struct Two : First, Second {};
union Bits {
    int i;
    float f;
};
inline Money operator/(const Money& m, int n) { return Money(m.cents / n); }
#define GETTER(name, value)                                                                                            \
    inline int name() { return value; }
GETTER(made_by_macro, 21)
class Private {
    ~Private() = default;

  public:
    static Private& instance() {
        static Private* one = new Private;
        return *one;
    }
    int number() const { return 4; }
};

class Row;
/// Rows refer to it.
class Table {
  public:
    Table() { ++count(); }
    Table(const Table&) = delete;
    ~Table() { --count(); }
    std::unique_ptr<Row> row();
    static int alive() { return count(); }
    /// Text.
    std::string text = "table";
    /// Adds nothing.
    int add() const { return 0; }
    int add(int n) const { return n; }
    /// Adds text.
    std::string add(const std::string& s) const { return text + s; }

  private:
    static int& count() {
        static int n = 0;
        return n;
    }
};
class Row {
  public:
    explicit Row(const Table& table) : table_(&table) {}
    Row(Table* table, const Table& other) : table_(table ? table : &other) {}
    std::string text() const { return table_->text + "'s"; }

  private:
    const Table* table_;
};
inline std::unique_ptr<Row> Table::row() { return std::make_unique<Row>(*this); }

// Types of the standard library.
using choice = std::variant<std::monostate, double, int, std::string, std::vector<int>>;
inline std::string chosen(const choice& c) { return std::to_string(c.index()); }
inline choice same(choice c) { return c; }
inline std::chrono::milliseconds half(std::chrono::milliseconds whole) { return whole / 2; }
inline std::chrono::duration<double> third(std::chrono::seconds whole) {
    return std::chrono::duration<double>(whole) / 3;
}
inline std::filesystem::path inside(const std::filesystem::path& folder, const std::string& file) {
    return folder / file;
}
inline std::deque<int> backwards(const std::list<int>& items) { return {items.rbegin(), items.rend()}; }
inline std::array<double, 2> swapped(std::array<double, 2> pair) { return {pair[1], pair[0]}; }
inline std::unordered_set<std::string> only(std::unordered_set<std::string> words, const std::string& word) {
    std::erase_if(words, [&](const std::string& w) { return w != word; });
    return words;
}
inline double sum(std::span<const double> values) {
    double all = 0;
    for (const double v : values) all += v;
    return all;
}
inline std::size_t bytes_in(std::span<const std::byte> data) { return data.size(); }
inline double changed(std::span<double> values) { return values[0]; }
inline double of_two(std::span<const double, 2> values) { return values[0]; }
inline std::vector<choice> all_choices() { return {{}, 1.5, 2, "three", std::vector<int>{4}}; }

}  // namespace odd
