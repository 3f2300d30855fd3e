#include "hash.hpp"

#define XXH_INLINE_ALL
#include <sys/stat.h>
#include <xxhash.h>

#include <cstdint>
#include <cstdio>

namespace cowith::driver {

struct content_hash::state {
    XXH3_state_t xxh;
};

content_hash::content_hash() : state_(std::make_unique<state>()) { XXH3_128bits_reset(&state_->xxh); }

content_hash::~content_hash() = default;

content_hash& content_hash::add(std::string_view part) {
    const std::uint64_t length = part.size();
    XXH3_128bits_update(&state_->xxh, part.data(), part.size());
    XXH3_128bits_update(&state_->xxh, &length, sizeof length);
    return *this;
}

content_hash& content_hash::add_identity(const fs::path& file) {
    struct stat info{};
    if (stat(file.c_str(), &info) != 0) return add(file.string()).add("missing");
    add(file.string()).add(std::to_string(info.st_size)).add(std::to_string(info.st_mtim.tv_sec));
    return add(std::to_string(info.st_mtim.tv_nsec));
}

std::string content_hash::text() const {
    const XXH128_hash_t digest = XXH3_128bits_digest(&state_->xxh);
    char buffer[33];
    std::snprintf(buffer, sizeof buffer, "%016llx%016llx", static_cast<unsigned long long>(digest.high64),
                  static_cast<unsigned long long>(digest.low64));
    return buffer;
}

std::string hash_of(std::string_view bytes) {
    content_hash hash;
    hash.add(bytes);
    return hash.text();
}

}  // namespace cowith::driver
