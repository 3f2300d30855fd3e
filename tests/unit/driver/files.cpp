#include "files.hpp"

#include "error.hpp"

#include <doctest/doctest.h>

using namespace cowith::driver;

namespace {

std::size_t entries(const fs::path& folder) {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder)) ++count;
    return count;
}

}  // namespace

TEST_CASE("write_file writes whole files and keeps the time stamp of unchanged ones") {
    const temporary_folder folder(fs::temp_directory_path());
    const fs::path file = folder / "out.txt";
    write_file(file, "one");
    CHECK(read_file(file) == "one");
    const auto old = fs::last_write_time(file) - std::chrono::hours(1);
    fs::last_write_time(file, old);
    write_file(file, "one");
    CHECK(fs::last_write_time(file) == old);
    write_file(file, "two");
    CHECK(read_file(file) == "two");
    CHECK(fs::last_write_time(file) != old);
    CHECK(entries(folder.path()) == 1);
}

TEST_CASE("a file set that is not published leaves nothing behind") {
    const temporary_folder folder(fs::temp_directory_path());
    {
        file_set files;
        files.add(folder / "a", "1");
        files.add(folder / "b", "2");
    }
    CHECK(entries(folder.path()) == 0);
    file_set files;
    files.add(folder / "a", "1");
    files.add(folder / "b", "2");
    files.publish();
    CHECK(read_file(folder / "b") == "2");
}

TEST_CASE("writing into a folder that is not there is a clear failure") {
    CHECK_THROWS_WITH_AS(write_file("/nonexistent/folder/file", "x"),
                         doctest::Contains("cannot write /nonexistent/folder/file"), failure);
    CHECK_FALSE(read_file("/nonexistent").has_value());
    CHECK_FALSE(read_file("/tmp").has_value());
}
