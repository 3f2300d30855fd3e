// Binding arguments: Python functions and native ones, with CPython 3.14's messages.
#include <cowith/gc.hpp>
#include <cowith/module.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace cowith;
using namespace cowith::literals;

namespace {

std::string taken_error() {
    if (!is_failed()) return "";
    object exc = take_pending();
    object text = to_str(exc);
    return std::string(text_of(text));
}

object give_all(ref a, ref b, ref rest, ref key, ref options) { return tuple(a, b, rest, key, options); }
code_object all_code{"h",     "h", "x, y=, *args, key, **kw", "",          "", nullptr, 1,
                     nullptr, 0,   entry<give_all>,           code_borrows};
object give_two(ref a, ref b) { return tuple(a, b); }
code_object two_code{"f", "f", "a, b", "", "", nullptr, 1, nullptr, 0, entry<give_two>, code_borrows};
code_object positional_code{"g", "g", "a, /, b=", "", "", nullptr, 1, nullptr, 0, entry<give_two>, code_borrows};
object give_cell(ref a, ref cell) { return tuple(a, *cell); }
code_object closure_code{"inner", "outer.<locals>.inner", "a",         "", "v", nullptr, 1, nullptr,
                         0,       entry<give_cell>,       code_borrows};

}  // namespace

TEST_CASE("arguments reach their parameters") {
    object h = make_function(all_code, {}, tuple(2));
    CHECK(text_of(repr(h(1, kw{"key"_s, 2}, kw{"z"_s, 3}))) == "(1, 2, (), 2, {'z': 3})");
    CHECK(text_of(repr(h(1, 5, 6, 7, kw{"key"_s, 2}))) == "(1, 5, (6, 7), 2, {})");
    CHECK(text_of(repr(h(star{tuple(1, 5)}, star_star{dict("key"_s, 9)}))) == "(1, 5, (), 9, {})");
    object inner = make_function(closure_code, {}, {}, {}, tuple(new_cell(4)));
    CHECK(text_of(repr(inner(3))) == "(3, 4)");
}

TEST_CASE("what does not fit says so as CPython does") {
    object f = make_function(two_code, {}), g = make_function(positional_code, {}, tuple(1)),
           h = make_function(all_code, {}, tuple(2));
    CHECK_FALSE(f());
    CHECK(taken_error() == "f() missing 2 required positional arguments: 'a' and 'b'");
    CHECK_FALSE(f(1, 2, 3));
    CHECK(taken_error() == "f() takes 2 positional arguments but 3 were given");
    CHECK_FALSE(f(1, 2, kw{"a"_s, 3}));
    CHECK(taken_error() == "f() got multiple values for argument 'a'");
    CHECK_FALSE(g(kw{"a"_s, 1}));
    CHECK(taken_error() == "g() got some positional-only arguments passed as keyword arguments: 'a'");
    CHECK_FALSE(g(1, kw{"bb"_s, 2}));
    CHECK(taken_error() == "g() got an unexpected keyword argument 'bb'. Did you mean 'b'?");
    CHECK_FALSE(g(1, 2, 3));
    CHECK(taken_error() == "g() takes from 1 to 2 positional arguments but 3 were given");
    CHECK_FALSE(h(1));
    CHECK(taken_error() == "h() missing 1 required keyword-only argument: 'key'");
}

TEST_CASE("native functions and methods") {
    object items = list(1, 2);
    CHECK_FALSE(items.call("append"_s));
    CHECK(taken_error() == "list.append() takes exactly one argument (0 given)");
    CHECK_FALSE(items.call("pop"_s, 1, 2));
    CHECK(taken_error() == "pop expected at most 1 argument, got 2");
    CHECK_FALSE(items.call("insert"_s, 1));
    CHECK(taken_error() == "insert expected 2 arguments, got 1");
    CHECK_FALSE(items.call("clear"_s, 1));
    CHECK(taken_error() == "list.clear() takes no arguments (1 given)");
    object append = ref(&list_type).attr("append"_s);
    CHECK_FALSE(append());
    CHECK(taken_error() == "unbound method list.append() needs an argument");
    CHECK_FALSE(append(1));
    CHECK(taken_error() == "descriptor 'append' for 'list' objects doesn't apply to a 'int' object");
    CHECK_FALSE(ref(1)());
    CHECK(taken_error() == "'int' object is not callable");
}

TEST_CASE("calls keep counts balanced") {
    object f = make_function(two_code, {});
    object x = list();
    const std::uint32_t before = x.heap()->refs;
    {
        object result = f(x, x);
    }
    {
        object failed_call = f(x, x, x);
    }
    clear_pending();
    CHECK(x.heap()->refs == before);
}
