// SipHash-1-3 (J.-P. Aumasson, D. J. Bernstein), keyed with zero as CPython does under PYTHONHASHSEED=0.
#include "types/text.hpp"

#include <cstring>

namespace cowith {

namespace {

struct sip_state {
    std::uint64_t v0 = 0x736f6d6570736575, v1 = 0x646f72616e646f6d, v2 = 0x6c7967656e657261, v3 = 0x7465646279746573;

    static std::uint64_t rotated(std::uint64_t x, int by) noexcept { return x << by | x >> (64 - by); }
    void round() noexcept {
        v0 += v1;
        v2 += v3;
        v1 = rotated(v1, 13) ^ v0;
        v3 = rotated(v3, 16) ^ v2;
        v0 = rotated(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = rotated(v1, 17) ^ v2;
        v3 = rotated(v3, 21) ^ v0;
        v2 = rotated(v2, 32);
    }
    void mix(std::uint64_t word) noexcept {
        v3 ^= word;
        round();
        v0 ^= word;
    }
};

}  // namespace

std::int64_t hash_bytes(const void* data, std::size_t size) noexcept {
    if (size == 0) return 0;
    sip_state sip;
    const auto* p = static_cast<const unsigned char*>(data);
    std::uint64_t word;
    std::size_t left = size;
    for (; left >= 8; left -= 8, p += 8) {
        std::memcpy(&word, p, 8);
        sip.mix(word);
    }
    word = static_cast<std::uint64_t>(size) << 56;
    for (std::size_t i = 0; i < left; ++i) word |= static_cast<std::uint64_t>(p[i]) << (8 * i);
    sip.mix(word);
    sip.v2 ^= 0xff;
    sip.round();
    sip.round();
    sip.round();
    const auto hash = static_cast<std::int64_t>((sip.v0 ^ sip.v1) ^ (sip.v2 ^ sip.v3));
    return hash == -1 ? -2 : hash;
}

}  // namespace cowith
