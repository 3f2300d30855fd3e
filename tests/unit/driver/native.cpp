#include "native.hpp"

#include "files.hpp"

#include <doctest/doctest.h>

using namespace cowith::driver;

TEST_CASE("words are split as a shell splits them") {
    CHECK(split_words("").empty());
    CHECK(split_words("  -Ia \t-DB=1 ") == std::vector<std::string>{"-Ia", "-DB=1"});
    CHECK(split_words(R"('-DNAME="a b"' "x 'y'" a\ b '')") ==
          std::vector<std::string>{"-DNAME=\"a b\"", "x 'y'", "a b", ""});
    CHECK(split_words(R"(a"b c"d "q\"r" '\')") == std::vector<std::string>{"ab cd", "q\"r", "\\"});
}

TEST_CASE("compile_commands.json is that of the nearest folder") {
    const temporary_folder work(fs::temp_directory_path());
    const fs::path project = work / "project", header = project / "include/a/b.hpp";
    create_folder(header.parent_path());
    create_folder(project / "build");
    write_file(header, "");
    write_file(work / "compile_commands.json", "[]");
    std::vector<dependency> tried;
    CHECK(find_compile_commands(header, tried) == work / "compile_commands.json");
    CHECK(tried.size() == 6);
    write_file(project / "build/compile_commands.json", "[]");
    CHECK(find_compile_commands(header, tried) == project / "build/compile_commands.json");
    write_file(project / "compile_commands.json", "[]");
    CHECK(find_compile_commands(header, tried) == project / "compile_commands.json");
}
