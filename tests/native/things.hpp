// What Python can use of C++, a thing of each kind; native.py uses them all.
#pragma once
#include <coroutine>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <vector>

namespace things {

enum class Color { red = 1, green = 2 };

/// Nothing of this name.
struct [[clang::annotate("python:KeyError")]] Missing : std::runtime_error {
    using std::runtime_error::runtime_error;
};
struct Broken : std::logic_error {
    using std::logic_error::logic_error;
};
struct VeryBroken : Broken {
    using Broken::Broken;
};

/// Goes on in a thread of its own.
struct Answer {
    int value;
    bool fails = false;
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> h) const { std::thread(h).detach(); }
    int await_resume() const {
        if (fails) throw Missing("no answer");
        return value;
    }
};

struct Point {
    int x = 0;
    double y = 0;
};

/// A part of a Box; lives as long as that.
class Part {
  public:
    explicit Part(std::string name) : name_(std::move(name)) {}
    const std::string& name() const { return name_; }
    void rename(std::string_view name) { name_ = name; }

  private:
    std::string name_;
};

class Shape {
  public:
    virtual ~Shape() = default;
    virtual double area() const = 0;
    std::string kind() const { return "shape"; }
};
class Square : public Shape {
  public:
    explicit Square(double side) : side_(side) {}
    double area() const override { return side_ * side_; }

  private:
    double side_;
};

/// Everything at once.
class Box {
  public:
    static int alive;
    Box() : part_("part") { ++alive; }
    explicit Box(std::string name, int size = 3) : part_(std::move(name)), size_(size) { ++alive; }
    Box(const Box& o) : part_(o.part_), size_(o.size_) { ++alive; }
    ~Box() { --alive; }

    // Overloads
    std::string put(int n) { return "int " + std::to_string(n); }
    std::string put(const std::string& s) { return "str " + s; }
    std::string put(const std::vector<int>& list) { return "list of " + std::to_string(list.size()); }
    std::string put(int a, int b, int c = 7) { return std::to_string(a) + std::to_string(b) + std::to_string(c); }

    int size() const { return size_; }
    Part& part() { return part_; }
    const Part* no_part() const { return nullptr; }
    std::shared_ptr<Box> copy() const { return std::make_shared<Box>(*this); }
    std::unique_ptr<Part> made(const std::string& name) const { return std::make_unique<Part>(name); }
    Box twice() const { return Box(part_.name(), size_ * 2); }
    std::string name_of(const Part& p) const { return p.name(); }
    std::string maybe(const Part* p) const { return p ? p->name() : "none"; }

    std::map<std::string, std::vector<int>> table() const { return {{"a", {1, 2}}, {"b", {}}}; }
    std::tuple<int, std::string, std::optional<double>> row(bool full) const {
        return {1, "x", full ? std::optional<double>(2.5) : std::nullopt};
    }
    std::set<int> unique(const std::set<int>& of) const { return of; }
    Color flip(Color c) const { return c == Color::red ? Color::green : Color::red; }

    void fail(int how) const {
        if (how == 0) throw Missing("a thing");
        if (how == 1) throw VeryBroken("much");
        if (how == 2) throw std::out_of_range("far");
        throw 3;
    }
    Answer ask(int value) const { return {value}; }
    Answer ask_in_vain() const { return {0, true}; }
    int operator[](int i) const { return i * 10; }
    static std::string about() { return "a box"; }

    // Not for Python:
    void callback(void (*f)(int)) { f(size_); }
    void sizes(int* out) const { *out = size_; }

  private:
    Part part_;
    int size_ = 3;
};
inline int Box::alive = 0;
inline int boxes() { return Box::alive; }

/// async with gives what aenter gives, and learns how it ends.
class Session {
  public:
    Answer aenter() { return {5}; }
    void aexit(bool failed) { log += failed ? "failed " : "good "; }
    std::string log;
};
/// A plain `with`; a true exit suppresses.
class Guard {
  public:
    void enter() { ++depth; }
    bool exit(bool failed) {
        --depth;
        return failed;
    }
    int depth = 0;
};

inline double add(double a, double b) { return a + b; }
inline std::string add(const std::string& a, const std::string& b) { return a + b; }
inline unsigned char small(unsigned char n) { return n; }

}  // namespace things
