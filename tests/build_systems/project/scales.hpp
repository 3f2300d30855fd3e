#pragma once
#include <string>

/// What pieces weigh.
inline int weigh(int pieces) { return pieces * 3; }
