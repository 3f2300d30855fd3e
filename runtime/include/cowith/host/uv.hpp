// A Python event loop inside a libuv loop that the host owns.
//
//     cowith::event_loop loop;
//     cowith::uv_driver driver(loop, uv_default_loop());
//     auto answer = loop.spawn(orders::order("tea"));
//     uv_run(uv_default_loop(), UV_RUN_DEFAULT);            // returns when neither has anything to do
#pragma once
#include "loop.hpp"

#include <uv.h>

#include <cmath>

namespace cowith {

class uv_driver {
  public:
    uv_driver(event_loop& python, uv_loop_t* host) : handles_(new handles) {
        handles_->python = &python;
        uv_prepare_init(host, &handles_->prepare);
        uv_idle_init(host, &handles_->idle);
        uv_timer_init(host, &handles_->timer);
        handles_->prepare.data = handles_->idle.data = handles_->timer.data = handles_;
        uv_prepare_start(&handles_->prepare, [](uv_prepare_t* h) { static_cast<handles*>(h->data)->plan(); });
        // It looks before each wait; what keeps the host's loop alive are the other two.
        uv_unref(reinterpret_cast<uv_handle_t*>(&handles_->prepare));
        handles_->plan();
        python.on_work([all = handles_] { all->plan(); });
    }
    /// The host's loop has to run once more, to close what belongs to this.
    ~uv_driver() {
        handles_->python->on_work(nullptr);
        handles_->open = 3;
        for (uv_handle_t* h :
             {reinterpret_cast<uv_handle_t*>(&handles_->prepare), reinterpret_cast<uv_handle_t*>(&handles_->idle),
              reinterpret_cast<uv_handle_t*>(&handles_->timer)})
            uv_close(h, [](uv_handle_t* closed) {
                auto* all = static_cast<handles*>(closed->data);
                if (--all->open == 0) delete all;
            });
    }
    uv_driver(const uv_driver&) = delete;
    uv_driver& operator=(const uv_driver&) = delete;

  private:
    struct handles {
        event_loop* python;
        uv_prepare_t prepare;
        uv_idle_t idle;
        uv_timer_t timer;
        int open = 0;

        void plan() {
            const double left = python->timeout();
            if (left == 0)
                uv_idle_start(&idle, [](uv_idle_t* h) { static_cast<handles*>(h->data)->step(); });
            else
                uv_idle_stop(&idle);
            if (left > 0)
                uv_timer_start(
                    &timer, [](uv_timer_t* h) { static_cast<handles*>(h->data)->step(); },
                    static_cast<std::uint64_t>(std::ceil(left * 1000)), 0);
            else
                uv_timer_stop(&timer);
        }
        void step() {
            python->poll();
            plan();
        }
    };
    handles* handles_;
};

}  // namespace cowith
