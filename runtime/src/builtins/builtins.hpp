// The builtins: functions, types and constants, put into the dict behind find_builtin.
#pragma once
#include "types/sequence.hpp"

#include <cowith/module.hpp>

namespace cowith {

/// The types among the builtins, in their order; ends with null.
extern type_object* const builtin_types[];
/// Fills the dict of the builtins module.
bool fill_builtins(ref dict) noexcept;

// The functions, by theme; each table ends with a null name.
extern const method_definition object_functions[];     // attributes, classes, identity
extern const method_definition iteration_functions[];  // iter, next, all, any, sum, min, max, sorted
extern const method_definition number_functions[];     // abs, divmod, pow, round, bin, oct, hex, chr, ord
extern const method_definition io_functions[];         // print, input, open
extern const method_definition site_functions[];       // breakpoint, help
extern const method_definition breakpoint_hook[];      // sys.breakpointhook
bool add_quitters(ref dict) noexcept;                  // exit, quit

/// Puts a table of native functions into a module's dict.
bool add_functions(ref dict, const method_definition* functions, ref module_name,
                   call_style style = call_style::c) noexcept;
/// anext(iterator, default) over the awaitable of one step.
object make_anext_awaitable(ref awaitable, ref fallback) noexcept;

/// dict[name] = type
bool add_type(ref dict, const char* name, type_object& type) noexcept;

}  // namespace cowith
