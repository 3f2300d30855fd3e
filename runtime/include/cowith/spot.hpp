// Places in a Python file, as generated code names them: `at(12).failed(x = f(y))` in plain functions and in suspendable ones.
#pragma once
#include "error.hpp"

namespace cowith {

/// Lets go of what a variable or temporary holds, at a place of the Python file.
void drop_at(source_place place, object& holder) noexcept;

/// What can be asked about an operation at a place. When it failed, the place goes into the traceback, with the columns of the last operation
/// of that line less those that passed the failure on. `at(12, 2)`: the second operation of line 12. `Spot` has note(), which does
/// that and returns true, and here().
template <class Spot> class operation_at {
  public:
    bool failed(ref result) const noexcept {
        if (result) [[likely]]
            return false;
        return note();
    }
    /// The same for a statement that drops the value: what its end causes (a warning about a coroutine) happens here.
    bool failed(object&& dropped) const noexcept {
        if (!dropped) [[unlikely]]
            return note();
        if (dropped.is_heap() && dropped.heap()->refs == 1) [[unlikely]]
            drop(dropped);
        return false;
    }
    bool failed(bool ok) const noexcept {
        if (ok) [[likely]]
            return false;
        return note();
    }
    /// Behind a condition or a loop: was it an error that ended it?
    bool failed() const noexcept {
        if (!state.pending) [[likely]]
            return false;
        return note();
    }
    /// `return at(12).checked(f(x));`: the value itself.
    object checked(object result) const noexcept {
        if (!result) [[unlikely]]
            note();
        return result;
    }
    /// One of several operands of a condition: notes its own place.
    bool holds(bool condition) const noexcept {
        if (!condition && state.pending) [[unlikely]]
            note();
        return condition;
    }
    /// `raise ...` statements: `return at(12).raised(py::raise(x));`
    failed_t raised(failed_t) const noexcept {
        note();
        return {};
    }
    /// del variable
    void drop(object& variable) const noexcept { drop_at(self().here(), variable); }

  private:
    const Spot& self() const noexcept { return static_cast<const Spot&>(*this); }
    bool note() const noexcept { return self().note(); }
};

/// A place in a plain function.
class spot : public operation_at<spot> {
  public:
    constexpr spot(const running_call& call, std::uint32_t line, std::uint32_t operation) noexcept
        : call_(call), line_(line), operation_(operation) {}
    source_place here() const noexcept { return {call_.code, line_}; }
    std::uint32_t line() const noexcept { return line_; }
    /// Where the function notes the line that it is at.
    std::uint32_t* noted() const noexcept { return &call_.line; }

  private:
    friend operation_at<spot>;
    bool note() const noexcept;
    const running_call& call_;
    std::uint32_t line_, operation_;
};
/// How a plain function names places: its first line is `const py::at at{area_code};`.
class at {
  public:
    explicit at(const code_object& code) noexcept : call_(&code) {}
    spot operator()(std::uint32_t line, std::uint32_t operation = 0) const noexcept {
        call_.line = line;
        return {call_, line, operation};
    }

  private:
    running_call call_;
};

}  // namespace cowith
