#include "imports.hpp"

#include <cowith/frontend/frontend.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace cowith;

namespace {

/// "name" for an import that must succeed, "name?" for an optional one.
std::string imports_of(const std::string& text, const std::string& package = "") {
    frontend::diagnostics sink;
    const auto source = frontend::source_file::from_text("test.py", text);
    const auto parsed = frontend::parse(source, sink);
    REQUIRE(parsed);
    std::string result;
    for (const auto& request : driver::find_imports(*parsed.tree, package))
        result +=
            (result.empty() ? "" : " ") + request.name + (request.optional || request.may_be_attribute ? "?" : "");
    return result;
}

}  // namespace

TEST_CASE("imports of every form") {
    CHECK(imports_of("import a, b.c as d\n") == "a b.c");
    CHECK(imports_of("from a.b import c\n") == "a.b a.b.c?");
    CHECK(imports_of("from a import *\n") == "a");
    CHECK(imports_of("from . import x\nfrom ..y import z\n", "p.q") == "p.q p.q.x? p.y p.y.z?");
    CHECK(imports_of("from .. import x\n", "p") == "");
}

TEST_CASE("imports whose failure is no error at translation") {
    CHECK(imports_of("try:\n    import a\nexcept ImportError:\n    import b\n") == "a? b?");
    CHECK(imports_of("try:\n    import a\nexcept ValueError:\n    pass\n") == "a");
    CHECK(imports_of("def f():\n    import a\n") == "a");
    CHECK(imports_of("class C:\n    import a\n") == "a");
    CHECK(imports_of("if TYPE_CHECKING:\n    import a\nelse:\n    import b\n") == "b?");
}
