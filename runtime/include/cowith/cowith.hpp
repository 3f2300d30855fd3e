// Everything that generated code uses.
#pragma once
#include "blocks.hpp"
#include "generated.hpp"
#include "module.hpp"

namespace py = cowith;
