#pragma once
// Content hashes, for the caches.

#include "files.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace cowith::driver {

/// 128 bits of XXH3 over everything added. Each part is closed off by its length, so that parts can't run together.
class content_hash {
  public:
    content_hash();
    ~content_hash();
    content_hash(const content_hash&) = delete;
    content_hash& operator=(const content_hash&) = delete;

    content_hash& add(std::string_view part);
    /// Path, size and time of a file stand for its bytes: for large files that change rarely (executables, libraries).
    content_hash& add_identity(const fs::path& file);
    /// 32 hexadecimal digits.
    std::string text() const;

  private:
    struct state;
    std::unique_ptr<state> state_;
};

std::string hash_of(std::string_view bytes);

}  // namespace cowith::driver
