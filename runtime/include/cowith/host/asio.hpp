// A Python event loop inside an Asio execution context, and Python's coroutines awaited by Asio's.
//
//     cowith::asio_driver python(io);                      // io: asio::io_context, run by one thread
//     asio::awaitable<void> serve(cowith::asio_driver& python) {
//         std::string answer = co_await python.async(orders::order("tea"), asio::use_awaitable);
//     }
//
// An exception of Python's is thrown as python_error. Cancellation: an asio::cancellation_signal bound to the operation cancels the task.
#pragma once
#include "loop.hpp"

#include <asio.hpp>

namespace cowith {

class asio_driver {
  public:
    explicit asio_driver(asio::io_context& host) : state_(std::make_shared<state>(host)) {
        state_->python->on_work([s = state_.get()] { s->plan(); });
    }
    /// Tasks that are left are cancelled.
    ~asio_driver() {
        state_->closed = true;
        state_->timer.cancel();
        state_->python.reset();
    }
    asio_driver(const asio_driver&) = delete;
    asio_driver& operator=(const asio_driver&) = delete;

    event_loop& loop() { return *state_->python; }

    /// Starts `t` as a task of the loop; the token gets (std::exception_ptr, T), or (std::exception_ptr) for task<void>.
    template <class T, class Token> auto async(const task<T>& t, Token&& token) {
        return asio::async_initiate<Token, signature<T>>(
            [state = state_](auto handler, task<T> started) {
                using handler_type = decltype(handler);
                auto kept = std::make_shared<handler_type>(std::move(handler));
                auto work = asio::make_work_guard(state->host);
                auto task = state->python->spawn(started);
                auto slot = asio::get_associated_cancellation_slot(*kept);
                if (slot.is_connected())
                    slot.assign([task, state](asio::cancellation_type) mutable {
                        task.cancel();
                        state->plan();
                    });
                task.then([kept, work, state](const future<T>& done) {
                    auto outcome = done.get(as_result);
                    std::exception_ptr failure;
                    if (!outcome) failure = std::make_exception_ptr(python_error(outcome.exception()));
                    auto executor = asio::get_associated_executor(*kept, state->host.get_executor());
                    if constexpr (std::is_void_v<T>)
                        asio::post(executor, [kept, failure]() mutable { std::move (*kept)(failure); });
                    else
                        asio::post(executor, [kept, failure, value = outcome ? std::move(*outcome) : T{}]() mutable {
                            std::move (*kept)(failure, std::move(value));
                        });
                });
                state->plan();
            },
            token, t);
    }

  private:
    template <class T> struct signature_of {
        using type = void(std::exception_ptr, T);
    };
    template <class T>
        requires std::is_void_v<T>
    struct signature_of<T> {
        using type = void(std::exception_ptr);
    };
    template <class T> using signature = typename signature_of<T>::type;

    struct state : std::enable_shared_from_this<state> {
        explicit state(asio::io_context& io) : host(io), timer(io), python(std::make_unique<event_loop>()) {}
        asio::io_context& host;
        asio::steady_timer timer;
        std::unique_ptr<event_loop> python;
        bool closed = false;
        bool posted = false;

        /// Has the loop run when it has something to do.
        void plan() {
            if (closed || posted) return;
            const double left = python->timeout();
            if (left < 0) return;
            auto self = this->shared_from_this();
            if (left == 0) {
                posted = true;
                asio::post(host, [self] {
                    self->posted = false;
                    self->step();
                });
                return;
            }
            timer.expires_after(
                std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(left)));
            timer.async_wait([self](const std::error_code& error) {
                if (!error) self->step();
            });
        }
        void step() {
            if (closed) return;
            python->poll();
            plan();
        }
    };
    std::shared_ptr<state> state_;
};

}  // namespace cowith
