#pragma once
// The grammar of Python 3.14 as a text for peg::read_grammar, with the rules that recognise what is wrong.

#include "peg.hpp"

namespace cowith::frontend {

const peg::grammar& python_grammar();

}  // namespace cowith::frontend
