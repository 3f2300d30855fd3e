// The blocks of structured code: loops, except handlers, pending exits of try/finally and with. Each is a C++ local that gives back what
// it holds when its scope ends; in a suspendable function it is also linked to the frame, which releases it at once when a failure
// bypasses the function, and lets the collector see it.
//
//   try:                         {
//       f()                          py::exit leaving(at);                          // how the body is left
//   finally:                         {
//       g()                              if (at(2).failed(g_.f())) goto finally_1;
//                                    }
//                                finally_1:
//                                    leaving.begin();                               // takes what is on its way
//                                    if (at(4).failed(g_.g())) return py::failed;   // an enclosing label instead, where there is one
//                                    if (leaving.reraises()) return py::failed;
//                                }
//
//   except KeyError as e:        except_1:
//       h(e)                     {
//   except (A, B):                   py::handler caught(at);                        // takes the pending exception: it is being handled now
//       pass                         if (caught.matches(g_.KeyError)) {
//                                        caught.bind(e);                            // e dies when the handler ends
//                                        if (at(9).failed(g_.h(e))) return py::failed;
//                                    } else if (caught.matches(py::tuple(g_.A, g_.B))) {
//                                    } else if (caught.reraises()) return py::failed;
//                                }
//
//   with lock as x:              {
//       f()                          py::with locking(at);
//                                    if (at(1).failed(x = locking.enter(lock))) return py::failed;
//                                    { if (at(2).failed(g_.f())) goto leave_1; }
//                                leave_1:
//                                    locking.leave(at(1));
//                                    if (locking.reraises()) return py::failed;
//                                }
//
//   async with lock as x:            py::async_with locking(at);
//                                    x = co_await at(1)(locking.enter(lock));
//                                    { ... goto leave_1; }
//                                leave_1:
//                                    co_await at(1)(locking.leave());
//                                    if (locking.reraises()) co_return py::failed;
//
// `return v` inside: `{ leaving.returns(v); goto finally_1; }`, and behind the cleanup `if (leaving.returned()) return leaving.result();`
// (or hands it to the next cleanup further out: `{ outer.returns(leaving.result()); goto finally_outer; }`); break and continue likewise.
#pragma once
#include "frame.hpp"
#include "managing.hpp"

namespace cowith {

/// What all blocks share: the link to their frame.
class block {
  public:
    block(const block&) = delete;
    block& operator=(const block&) = delete;
    /// Releases what it holds (idempotent). Called by the destructor, and by the frame when a failure bypasses it.
    virtual void release() noexcept = 0;
    virtual void traverse(visitor v, void* context) noexcept = 0;
    block* outer() const noexcept { return outer_; }

  protected:
    explicit block(const at&) noexcept {}
    explicit block(const spot&) noexcept {}
    explicit block(const frame_spot& at) noexcept : block(at.frame()) {}
    explicit block(frame_base& f) noexcept : frame_(&f), outer_(f.blocks) { f.blocks = this; }
    ~block() = default;
    void unlink() noexcept {
        if (frame_ && frame_->blocks == this) frame_->blocks = outer_;
        frame_ = nullptr;
    }
    frame_base* frame_ = nullptr;  // null in plain functions

  private:
    block* outer_ = nullptr;
};

/// for x in iterable: `for (py::loop keys_loop{at(3), keys}; keys_loop.next(key);) {...} if (at(3).failed()) ...`
class loop final : public block {
  public:
    /// Braces are for the order: the line is noted before the iterable is evaluated.
    template <class Spot>
    loop(const Spot& at, ref iterable) noexcept : block(at), place_(at.noted()), line_(at.line()) {
        start(iterable);
    }
    ~loop() {
        release();
        unlink();
    }
    /// iter(x); false: failed.
    bool start(ref iterable) noexcept;
    /// The next item; false at the end and when it failed.
    bool next(object& target) noexcept {
        if (left_ == 0) return next_from_iterator(target);
        *place_ = line_;
        if (!attend()) [[unlikely]]
            return false;
        target = next_;
        next_ += step_;
        --left_;
        return true;
    }
    object next() noexcept {
        object item;
        next(item);
        return item;
    }
    /// Into something else that can be assigned to: a global.
    template <class T> bool next(T& target) noexcept {
        object item;
        if (!next(item)) return false;
        target = std::move(item);
        return true;
    }
    /// for a, b in ...: unpacking is an operation of its own behind the step.
    template <class A, class B, class... T> bool next(A& a, B& b, T&... more) noexcept {
        constexpr std::size_t count = 2 + sizeof...(T);
        object item, items[count];
        if (!next(item)) {
            if (state.pending) pass_on();
            return false;
        }
        object* places[count];
        for (std::size_t i = 0; i < count; ++i) places[i] = &items[i];
        if (!unpack(item, count, static_cast<object* const*>(places))) return false;
        a = std::move(items[0]);
        b = std::move(items[1]);
        std::size_t i = 2;
        ((more = std::move(items[i++])), ...);
        return true;
    }
    void release() noexcept override { iterator_.reset(); }
    void traverse(visitor v, void* context) noexcept override;

  private:
    bool next_from_iterator(object& target) noexcept;
    std::uint32_t* const place_;  // where the function notes its line
    const std::uint32_t line_;
    object iterator_;
    // A range of small ints needs no iterator, whom nobody else could see: the next value, and how many are left.
    std::int64_t next_ = 0, step_ = 0, left_ = 0;
};

/// async for: `for (py::async_loop rows_loop{at(3), rows};;) { bool more = co_await at(3)(rows_loop.next(row)); if (!more) break; ... }`
class async_loop final : public block {
  public:
    async_loop(const frame_spot& at, ref iterable) noexcept : block(at) { start(iterable); }
    ~async_loop() {
        release();
        unlink();
    }
    /// type(x).__aiter__(x): TypeErrors "'async for' requires an object with __aiter__ method, got X" ...
    bool start(ref iterable) noexcept;
    next_operand next(object& target) noexcept { return {iterator_, &target}; }
    void release() noexcept override { iterator_.reset(); }
    void traverse(visitor v, void* context) noexcept override;

  private:
    object iterator_;
};

/// Makes one exception the one being handled, for as long as it lives.
class handling : public block {
  protected:
    template <class At> explicit handling(const At& at) noexcept : block(at) {}
    explicit handling(frame_base& f) noexcept : block(f) {}
    friend outcome start_leave(frame_base& f, async_with& block) noexcept;
    friend class leave_step;
    friend void finish_leave_raising(frame_base& f, async_with& block) noexcept;
    void begin_handling(object exc) noexcept;
    void end_handling() noexcept;
    object exception_;  // what is being handled, owned

  private:
    bool active_ = false;
    handled_exception node_;            // plain functions: linked into the thread's chain
    exception* outer_value_ = nullptr;  // frames: what the frame handled before
};

/// The `except` clauses of one try statement: takes the pending exception, if there is one: `if (py::handler caught{at}) {...}`.
class handler final : public handling {
  public:
    template <class At> explicit handler(const At& at) noexcept : handling(at) {
        if (state.pending) begin_handling(take_pending());
    }
    ~handler() {
        release();
        unlink();
    }
    /// True when an `except` clause with this type or tuple takes it; false too when that failed (then reraises() passes the failure on).
    bool matches(ref type) noexcept;
    /// The same where the expression of the clause may fail, or may not be a class of exceptions.
    template <class Spot> bool matches(const Spot& where, ref type) noexcept {
        if (noted_) return false;
        const bool taken = type && matches(type);
        if (!taken && state.pending) noted_ = where.failed();
        return taken;
    }
    explicit operator bool() const noexcept { return static_cast<bool>(exception_); }
    /// `as e`: the variable dies when the handler ends.
    void bind(object& variable) noexcept {
        variable = exception_;
        bound_ = &variable;
    }
    /// The same; `last`: the line of the clause's last statement, which is where the exception dies.
    template <class Spot> void bind(object& variable, const Spot& last) noexcept {
        bind(variable);
        end_ = last.here();
    }
    ref exception() const noexcept { return exception_; }
    /// No clause took it: on its way again (adds no traceback entry). Always true.
    bool reraises() noexcept;
    void release() noexcept override;
    void traverse(visitor v, void* context) noexcept override;

  private:
    object* bound_ = nullptr;
    source_place end_;
    bool noted_ = false;  // a clause failed, and its place is noted
};

/// How a try-finally or with body is left: at its end, by return, break, continue or an exception.
class exit : public handling {
  public:
    template <class At> explicit exit(const At& at) noexcept : handling(at) {}
    explicit exit(frame_base& f) noexcept : handling(f) {}
    [[gnu::always_inline]] ~exit() {
        if (any_held(exception_, result_)) [[unlikely]]
            exit::release();
        assume_empty(exception_, result_);
        unlink();
    }
    /// False: the value failed.
    bool returns(object v) noexcept {
        if (!v) [[unlikely]]
            return false;
        how_ = way::returning;
        result_ = std::move(v);
        return true;
    }
    void breaks() noexcept { how_ = way::breaking; }
    void continues() noexcept { how_ = way::continuing; }
    /// At the cleanup's label: takes the pending exception, if any, and handles it while the cleanup runs.
    void begin() noexcept {
        if (state.pending) [[unlikely]]
            take_failure();
    }
    /// Behind the cleanup: puts the exception on its way again; true if there is one.
    bool reraises() noexcept { return how_ == way::raising && put_back(); }
    bool returned() const noexcept { return how_ == way::returning; }
    bool broke() const noexcept { return how_ == way::breaking; }
    bool continued() const noexcept { return how_ == way::continuing; }
    object result() noexcept { return std::move(result_); }
    void release() noexcept override;
    void traverse(visitor v, void* context) noexcept override;

  protected:
    friend outcome start_leave(frame_base& f, async_with& block) noexcept;
    friend class leave_step;
    friend void finish_leave_raising(frame_base& f, async_with& block) noexcept;
    /// The cleanup failed: its exception (pending, positioned) replaces how the body was left.
    void keep_failure() noexcept;
    void take_failure() noexcept;
    bool put_back() noexcept;
    enum class way : std::uint8_t { ending, raising, returning, breaking, continuing };
    way how_ = way::ending;
    object result_;
};

/// with: looks the special methods up on the type, `__exit__` first as in 3.14.
class with final : public exit {
  public:
    template <class At> explicit with(const At& at) noexcept : exit(at) {}
    [[gnu::always_inline]] ~with() {
        if (any_held(exception_, result_, exit_method_, manager_)) [[unlikely]]
            with::release();
        assume_empty(exception_, result_, exit_method_, manager_);
    }
    /// Gives what __enter__ gave; empty: failed.
    object enter(ref manager) noexcept;
    /// At the label: runs __exit__; what it raises replaces the exception, a true result suppresses it.
    template <class Spot> void leave(const Spot& where) noexcept {
        if (!run_exit()) where.failed(false), keep_failure();
    }
    void release() noexcept override;
    void traverse(visitor v, void* context) noexcept override;

  private:
    bool run_exit() noexcept;
    object manager_;  // the receiver of exit_method_, where that isn't bound
    object exit_method_;
};

/// async with.
class async_with final : public exit {
  public:
    explicit async_with(frame_base& f) noexcept : exit(f) {}
    [[gnu::always_inline]] ~async_with() {
        if (any_held(exception_, result_, exit_method_, manager_, traceback_)) [[unlikely]]
            async_with::release();
        assume_empty(exception_, result_, exit_method_, manager_, traceback_);
    }
    /// What to await for the result of __aenter__; takes a temporary over.
    template <class M> enter_operand enter(M&& manager) noexcept {
        object held{ref(manager)};
        let_go(std::forward<M>(manager));
        return enter_operand(this, std::move(held));
    }
    leave_operand leave() noexcept { return {this}; }
    void release() noexcept override;
    void traverse(visitor v, void* context) noexcept override;

    // ---- for the manager's side (managing.hpp)
    ref manager() const noexcept { return manager_; }
    /// While it is being left: the exception that leaves the body, or empty, and its traceback as it was then.
    ref leaving_exception() const noexcept { return exception_; }
    object& leaving_traceback() noexcept { return traceback_; }
    const async_managing* native() const noexcept { return native_; }

  private:
    friend outcome start_enter(frame_base& f, async_with& block, object manager) noexcept;
    friend outcome start_leave(frame_base& f, async_with& block) noexcept;
    friend class leave_step;
    friend void finish_leave_raising(frame_base& f, async_with& block) noexcept;
    const async_managing* native_ = nullptr;  // how its manager is entered and left, where that is native
    object manager_;                          // the receiver of exit_method_, where that isn't bound; or the native one
    object exit_method_;
    object traceback_;
};

inline void leave_step::await_resume() noexcept {
    if (state.pending || block_->how_ == exit::way::raising) [[unlikely]]
        finish_leave_raising(*frame_, *block_);
    else
        frame_->value.reset();
}

/// The locals of a plain function, which die in Python's order: `auto [total, key] = py::locals<2>();`
template <std::size_t N> struct locals {
    object slots[N];
    ~locals() {  // last to first, as from 3.14 on
        if (state.pending) [[unlikely]]
            keep_for_traceback(slots, N);
        for (std::size_t i = N; i-- > 0;) slots[i].reset();
    }
    template <std::size_t I> object& get() noexcept { return slots[I]; }
};

/// A read of a local that may be unbound: UnboundLocalError "cannot access local variable 'x' where it is not associated with a value".
inline ref bound(const object& variable, const char* name) noexcept;
failed_t raise_unbound_local(const char* name) noexcept;
/// The same for a variable of an enclosing function: NameError "cannot access free variable 'x' where it is not associated with a value in enclosing scope".
failed_t raise_unbound_free(const char* name) noexcept;
inline ref bound(const object& variable, const char* name) noexcept {
    if (!variable) [[unlikely]]
        raise_unbound_local(name);
    return variable;
}
inline ref bound_free(ref cell, const char* name) noexcept {
    if (!*cell) [[unlikely]]
        raise_unbound_free(name);
    return *cell;
}

}  // namespace cowith

template <std::size_t N> struct std::tuple_size<cowith::locals<N>> : std::integral_constant<std::size_t, N> {};
template <std::size_t I, std::size_t N> struct std::tuple_element<I, cowith::locals<N>> {
    using type = cowith::object;
};
