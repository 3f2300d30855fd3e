#pragma once
// Passes over the IR of one function.

#include "ir.hpp"

namespace cowith::lowering {

/// Temporaries that are alive across a suspension become slots of the frame; so do the targets of `async for`.
void assign_slots(ir::function& fn);

/// Does the statement, or one inside it, suspend the function?
bool suspends(const ir::stmt& s);

/// Checks what every later step relies on; gives a description of the first violation, or an empty string.
std::string verify(const ir::function& fn);
/// A part of it: describes a read of a temporary whose value has been given away before; empty: there is none.
std::string use_of_given_value(const ir::function& fn);

/// The IR as text, for --print=ir (or, with representations and effects, --print=typed-ir).
std::string describe(const ir::function& fn, bool typed);

}  // namespace cowith::lowering
