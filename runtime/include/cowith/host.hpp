// What a C++ program uses that calls translated Python: docs/cpp.md.
#pragma once
#include "host/scope.hpp"

namespace py = cowith;
