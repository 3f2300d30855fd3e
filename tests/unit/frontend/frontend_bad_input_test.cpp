// The wording and the places of errors, against what CPython 3.14 says about the same files
// (tests/bad_input/cpython.txt, written by tools/oracle/record_bad_input.mjs).

#include <cowith/frontend/codes.hpp>
#include <cowith/frontend/frontend.hpp>
#include <cowith/frontend/scope.hpp>

#include <doctest/doctest.h>

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace cowith::frontend;

const std::string folder = COWITH_TESTS_DIR "/bad_input/";

struct recorded {
    std::string file;
    std::string type;
    int line = 0;
    int column = 0;
    int end_line = 0;
    int end_column = 0;
    std::string message;
};

std::vector<recorded> read_recorded() {
    std::vector<recorded> result;
    std::ifstream in(folder + "cpython.txt");
    for (std::string text; std::getline(in, text);) {
        if (text.starts_with('#')) continue;
        std::istringstream fields(text);
        recorded r;
        std::string place;
        std::getline(fields, r.file, '\t');
        std::getline(fields, r.type, '\t');
        std::getline(fields, place, '\t');
        std::getline(fields, r.message);
        REQUIRE(std::sscanf(place.c_str(), "%d:%d-%d:%d", &r.line, &r.column, &r.end_line, &r.end_column) == 4);
        result.push_back(r);
    }
    return result;
}

/// CPython counts characters where its parser finds the error, and bytes where its compiler does.
bool is_column(const source_file& source, std::uint32_t line, std::uint32_t byte_column, int recorded_column) {
    return static_cast<int>(source.char_column(line, byte_column)) + 1 == recorded_column ||
           static_cast<int>(byte_column) + 1 == recorded_column;
}

/// Whether a diagnostic stands where CPython puts its error. The tokenizer of CPython often knows only where an error
/// starts, and of errors of encoding and indentation only the line.
bool same_place(const diagnostic& d, const source_file& source, const recorded& r) {
    if (d.code.starts_with("E01") && (r.line == 0 || d.where.line == 0)) return true;
    if (static_cast<int>(d.where.line) != r.line) return false;
    if (d.code.starts_with("E01") || r.type != "SyntaxError") return true;
    if (r.column > 0 && !is_column(source, d.where.line, d.where.col, r.column)) return false;
    const bool has_end = r.end_column > 0 && (r.end_line > r.line || r.end_column > r.column);
    return !has_end || (static_cast<int>(d.where.end_line) == r.end_line &&
                        is_column(source, d.where.end_line, d.where.end_col, r.end_column));
}

}  // namespace

TEST_CASE("errors have CPython's wording and place") {
    const std::vector<recorded> all = read_recorded();
    CHECK(all.size() >= 60);
    for (const recorded& r : all) {
        CAPTURE(r.file);
        CAPTURE(r.message);
        source_file source;
        diagnostics found;
        if (read_source(folder + r.file, source, found))
            if (const parse_result parsed = parse(source, found)) {
                const symbol_table table = build_scopes(*parsed.tree, source, found);
                check_module(*parsed.tree, table, source, found);
            }
        CHECK(found.has_errors());
        bool agrees = false;
        std::string ours;
        for (const diagnostic& d : found.list) {
            agrees |= d.type == r.type && d.message == r.message && same_place(d, source, r);
            ours += d.type + ": " + d.message + " at " + std::to_string(d.where.line) + ":" +
                    std::to_string(d.where.col) + "-" + std::to_string(d.where.end_line) + ":" +
                    std::to_string(d.where.end_col) + "\n";
            CHECK_MESSAGE(find_code(d.code) != nullptr, d.code);
        }
        CAPTURE(ours);
        CHECK(agrees);
    }
}
