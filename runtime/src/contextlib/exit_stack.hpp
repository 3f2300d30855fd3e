// What an exit stack holds.
#pragma once
#include "contextlib.hpp"

#include <vector>

namespace cowith::contextlib {

/// One registered exit: an exit method with its manager, a callable taking the exception details, or a callback with its arguments.
struct registered_exit {
    object function;
    object manager;         // exit methods: the receiver
    object args, keywords;  // callbacks
    bool async = false, is_callback = false;
};
struct exit_stack : gc_header {
    object dict;
    gc_header* weakrefs = nullptr;
    std::vector<registered_exit> exits;  // while nobody has looked at `_exit_callbacks`
    object visible;                      // afterwards: that deque of (is_sync, callback), and `exits` is empty
    using gc_header::gc_header;
};
inline exit_stack& as_stack(ref x) noexcept { return *x.as<exit_stack>(); }

/// stack._exit_callbacks, made when it is first asked for; from then on the stack works on the deque itself.
object visible_exits(ref self, const ref* args, std::size_t count, ref names);
object set_visible_exits(ref self, const ref* args, std::size_t count, ref names);
/// Registers an exit; false: failed.
bool push_exit(ref stack, registered_exit e) noexcept;
/// Takes the last one; false: there is none, or that failed.
bool pop_exit(ref stack, registered_exit& e) noexcept;

}  // namespace cowith::contextlib
