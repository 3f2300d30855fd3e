// usage: cowith_ast_counts COUNTS FOLDER
// Parses the files that COUNTS names (tools/record_ast_counts.py writes it) and compares the count of each kind of node.
// Files that aren't the recorded ones, byte for byte, are only parsed: none may be refused.

#include <cowith/frontend/dump.hpp>
#include <cowith/frontend/frontend.hpp>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace cowith::frontend;

std::uint32_t crc32(const std::string& bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (0xEDB88320U & (0U - (crc & 1U)));
    }
    return ~crc;
}

struct expected {
    std::string file;
    std::uint32_t crc = 0;
    std::map<std::string, std::size_t> counts;
};

std::vector<expected> read_expected(const char* path) {
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    std::istringstream header(line);
    const std::vector<std::string> kinds{std::istream_iterator<std::string>(header), {}};
    std::vector<expected> result;
    while (std::getline(in, line)) {
        std::istringstream fields(line);
        expected e;
        fields >> e.file >> std::hex >> e.crc >> std::dec;
        std::size_t kind = 0, count = 0;
        for (char colon = 0; fields >> kind >> colon >> count;) e.counts[kinds.at(kind)] = count;
        result.push_back(std::move(e));
    }
    return result;
}

/// Prints each difference; true when there is none.
bool same_counts(const expected& e, const kind_counts& found) {
    std::map<std::string, std::size_t> ours;
    for (std::size_t k = 0; k < node_kind_count; ++k)
        if (found[k] != 0) ours[asdl_name(static_cast<node_kind>(k))] = found[k];
    auto all = ours;
    all.insert(e.counts.begin(), e.counts.end());
    bool same = true;
    for (const auto& [kind, unused] : all) {
        const auto want = e.counts.contains(kind) ? e.counts.at(kind) : 0;
        const auto have = ours.contains(kind) ? ours.at(kind) : 0;
        if (want != have) {
            std::printf("%s: %s: %zu, CPython has %zu\n", e.file.c_str(), kind.c_str(), have, want);
            same = false;
        }
    }
    return same;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: cowith_ast_counts COUNTS FOLDER\n");
        return 2;
    }
    if (!std::filesystem::is_directory(argv[2])) {
        std::printf("%s isn't there: skipped\n", argv[2]);
        return 77;
    }
    std::size_t passed = 0, failed = 0, other = 0, lines = 0;
    double seconds = 0;
    for (const auto& e : read_expected(argv[1])) {
        const auto path = std::filesystem::path(argv[2]) / e.file;
        std::ifstream in(path, std::ios::binary);
        if (!in) {
            ++other;
            continue;
        }
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        const auto start = std::chrono::steady_clock::now();
        source_file source;
        diagnostics sink;
        parse_result result;
        if (decode_source(path, bytes, source, sink)) result = parse(source, sink);
        seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        lines += source.line_count();
        if (!result) {
            std::printf("%s:%u: refused: %s\n", path.c_str(), sink.list.at(0).where.line,
                        sink.list.at(0).message.c_str());
            ++failed;
        } else if (crc32(bytes) != e.crc) {
            ++other;
        } else {
            ++(same_counts(e, count_kinds(*result.tree)) ? passed : failed);
        }
    }
    std::printf("%zu files passed, %zu failed, %zu missing or of another version; %zu lines, %.0f lines/s\n", passed,
                failed, other, lines, static_cast<double>(lines) / (seconds > 0 ? seconds : 1));
    if (failed != 0) return 1;
    return passed == 0 ? 77 : 0;
}
