#include "../../../lowering/src/names.hpp"

#include <doctest/doctest.h>

using namespace cowith::lowering;

TEST_CASE("names that C++ or the runtime has taken get an underscore") {
    CHECK(cpp_identifier("pool") == "pool");
    for (const char* taken : {"class", "int", "co_await", "at", "g", "py", "NULL", "EOF", "errno", "std"}) {
        CAPTURE(taken);
        CHECK(cpp_identifier(taken) == std::string(taken) + "_");
    }
    CHECK(cpp_identifier("größe") == "größe");
    CHECK_FALSE(is_reserved("lease"));
}

TEST_CASE("string literals keep text readable and escape the rest") {
    CHECK(cpp_string("plain") == "\"plain\"");
    CHECK(cpp_string("a\"b\\c\n\t") == R"("a\"b\\c\n\t")");
    CHECK(cpp_string("ä") == "\"ä\"");
    CHECK(cpp_string(std::string_view("a\0b", 3)).find("\\0") != std::string::npos);
}

TEST_CASE("docstrings lose their common indentation") {
    CHECK(clean_doc("One line.") == "One line.");
    CHECK(clean_doc("First.\n\n    Second.\n      More.\n    ") == "First.\n\nSecond.\n  More.\n");
}

TEST_CASE("variables named after classes") {
    CHECK(snake_case("AsyncExitStack") == "async_exit_stack");
    CHECK(snake_case("lease") == "lease");
    CHECK(snake_case("HTTPServer") == "http_server");
}
