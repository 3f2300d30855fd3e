#pragma once
#include <parts/part.hpp>

#include <vector>

#ifndef SHELF_LIMIT
#error "SHELF_LIMIT is missing"
#endif

namespace parts {

/// Holds SHELF_LIMIT parts.
class Shelf {
  public:
    void put(const std::string& name);
    std::vector<std::string> parts() const { return parts_; }
    static std::string name() { return SHELF_NAME; }

  private:
    std::vector<std::string> parts_;
};

#ifdef SHELF_EXTRA
inline int extra() { return SHELF_EXTRA; }
#endif

}  // namespace parts
