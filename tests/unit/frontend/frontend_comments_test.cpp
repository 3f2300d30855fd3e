// Which statement a comment belongs to.

#include <cowith/frontend/frontend.hpp>
#include <cowith/frontend/visit.hpp>

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace cowith::frontend;

void describe(const node& n, std::string& to) {
    if (is_stmt(n.kind)) {
        const auto& s = static_cast<const stmt&>(n);
        const auto line = [&](const char* how, const comment* c) {
            to += std::to_string(s.loc.line) + " " + asdl_name(s.kind) + " " + how + " " + std::string(c->text) + "\n";
        };
        for (const auto* c : s.leading) line("leading", c);
        if (s.trailing != nullptr) line("trailing", s.trailing);
        for (const auto* c : s.inside) line("inside", c);
        for (const auto* c : s.after) line("after", c);
    }
    for_each_child(n, [&](const node& child) { describe(child, to); });
}

}  // namespace

TEST_CASE("comments belong to the statement that they speak about") {
    const auto source = source_file::from_text("program.py", R"(# above
import os  # beside

def f(a,  # the a
      b):  # header
    # first
    x = [1,  # one
         2]  # end
    if x:  # condition
        y = 1; z = 2  # both
        # end of the if
    # end of f

@deco
# decorated
class C:
    pass
# end
)");
    diagnostics found;
    const auto result = parse(source, found);
    REQUIRE(result);
    CHECK(result.tree->comments.size() == 13);
    std::string text;
    for (const auto* s : result.tree->body) describe(*s, text);
    CHECK(text == R"(2 Import leading # above
2 Import trailing # beside
4 FunctionDef trailing # header
4 FunctionDef inside # the a
7 Assign leading # first
7 Assign trailing # end
7 Assign inside # one
9 If trailing # condition
9 If after # end of f
10 Assign trailing # both
10 Assign after # end of the if
16 ClassDef inside # decorated
16 ClassDef after # end
)");
}

TEST_CASE("a module of comments keeps them") {
    const auto source = source_file::from_text("program.py", "# one\n# two\n");
    diagnostics found;
    const auto result = parse(source, found);
    REQUIRE(result);
    CHECK(result.tree->trailing_comments.size() == 2);
}

TEST_CASE("several syntax errors a run, mistyped keywords explained") {
    const auto source = source_file::from_text("program.py", R"(def f(self)
    return 1

class A:
    def g(self):
        x = = 2

    def h(self):
        whille x:
            pass

print(1 2)
)");
    diagnostics found;
    CHECK_FALSE(parse(source, found));
    std::string text;
    for (const auto& d : found.list) {
        text += std::to_string(d.where.line) + " " + d.message + "\n";
        for (const auto& h : d.help) text += "  " + h + "\n";
    }
    CHECK(text == R"(1 expected ':'
6 invalid syntax
9 invalid syntax
  did you mean 'while'?
12 invalid syntax. Perhaps you forgot a comma?
)");
}
