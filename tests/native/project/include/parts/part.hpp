#pragma once
#include <string>

namespace parts {

inline std::string labelled(const std::string& name) { return "<" + name + ">"; }

}  // namespace parts
