// Frame objects: what sys._getframe, tb_frame and cr_frame show of a call. They know its code, line, callers and module; the values of
// its locals are the C++ function's own.
#pragma once
#include "cowith/frame.hpp"
#include "cowith/module.hpp"

namespace cowith {

/// The frame object of the `depth`-th Python function that is running, 0 the innermost. Empty, with nothing pending: there are fewer.
object running_frame(std::size_t depth) noexcept;
/// The function that is running at that depth and the line where it is; no code: there are fewer.
source_place running_place(std::size_t depth) noexcept;
/// The code of the call that a frame object shows.
const code_object* code_of_frame(ref frame) noexcept;
/// The frame object of a coroutine, generator or async generator.
object frame_object_of(frame_base& f) noexcept;
/// A frame that has ended, as a traceback shows it.
object ended_frame(const traceback_object& entry) noexcept;
/// What a traceback entry keeps dies, last to first.
void release_kept_variables(ref variables) noexcept;

/// The translated module whose source that is; null: none.
module_object* module_of_source(const source_text* source) noexcept;
/// The source with that path; null: no translated module has it.
const source_text* source_of_path(std::string_view path) noexcept;

}  // namespace cowith
