#include "cowith/frontend/codes.hpp"

#include <algorithm>
#include <cctype>

namespace cowith::frontend {

const std::vector<code_info>& all_codes() {
    static const std::vector<code_info> codes = {
#define COWITH_CODE(code, title, explanation) {#code, title, std::string_view(explanation).substr(1)},
#include "cowith/frontend/codes.def"
    };
    return codes;
}

const code_info* find_code(std::string_view code) {
    const auto same = [](char a, char b) {
        return std::toupper(static_cast<unsigned char>(a)) == std::toupper(static_cast<unsigned char>(b));
    };
    for (const code_info& info : all_codes())
        if (std::equal(info.code.begin(), info.code.end(), code.begin(), code.end(), same)) return &info;
    return nullptr;
}

}  // namespace cowith::frontend
