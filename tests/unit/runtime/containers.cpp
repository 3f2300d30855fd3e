// The containers through the runtime's own interface. Expected orders and hashes were printed by CPython (PYTHONHASHSEED=0).
#include <cowith/gc.hpp>
#include <cowith/module.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace cowith;
using namespace cowith::literals;

namespace {

/// repr(x), or the error that stands in its place: "TypeError: ...".
std::string shown(object x) {
    const bool failed = !x;
    if (failed) x = take_pending();
    object text = failed ? to_str(x) : repr(x);
    return (failed ? std::string(x.type()->name) + ": " : "") + std::string(text_of(text));
}
std::string error_of(bool ok) {
    if (ok) return "";
    return shown({});
}
object first_item(ref pair) { return pair[0]; }
code_object first_code{"first", "first", "pair", "", "", nullptr, 1, nullptr, 0, entry<first_item>, code_borrows};
object range_set(std::int64_t start, std::int64_t stop, std::int64_t step) {
    return set_from(range(start, stop, step));
}

}  // namespace

TEST_CASE("sets iterate in CPython's order") {
    object s = range_set(0, 100, 7);
    for (int gone : {14, 21}) CHECK(set_discard(s, gone) == 1);
    for (int added : {1000, 3}) CHECK(set_add(s, added));
    CHECK(shown(list_from(s)) == "[0, 98, 35, 3, 70, 7, 1000, 42, 77, 49, 84, 56, 91, 28, 63]");
    CHECK(shown(list_from(range_set(0, 20, 1) & range_set(5, 40, 3))) == "[5, 8, 11, 14, 17]");
    CHECK(shown(list_from(set(5, 1, 9, 33) | set(2, 65))) == "[1, 33, 65, 2, 5, 9]");
    CHECK(shown(list_from(make_frozenset(
              reinterpret_cast<const ref*>(list_from(range(0, 300, 37)).as<list_object>()->items), 9))) ==
          "[0, 259, 37, 296, 74, 111, 148, 185, 222]");
    // Displays of constants alone go through a frozenset, which shows in the order.
    const ref words[] = {"b"_s, "a"_s, "zeta"_s, "alpha"_s, "x1"_s}, numbers[] = {8, 16, 24, 32, 1};
    CHECK(shown(list_from(make_constant_set(words, 5))) == "['zeta', 'alpha', 'a', 'x1', 'b']");
    object p = make_constant_set(numbers, 5);
    CHECK(shown(p.call("pop"_s)) == "32");
    CHECK(shown(p.call("pop"_s)) == "1");
    CHECK(shown(list_from(p)) == "[16, 8, 24]");
}

TEST_CASE("hashes of tuples and frozensets are CPython's") {
    const ref three[] = {1, 2, 3};
    CHECK(hash_of(make_frozenset(three, 3)) == -272375401224217160);
    CHECK(hash_of(tuple(1, 2, 3)) == 529344067295497451);
    CHECK(hash_of(tuple()) == 5740354900026072187);
    CHECK(hash_of(tuple(1, "a"_s)) == 3906047847676358913);
}

TEST_CASE("a dict keeps the order of insertion") {
    object d = dict("a"_s, 1, "b"_s, 2, "c"_s, 3);
    CHECK(dict_remove(d, "b"_s) == 1);
    CHECK(dict_set(d, "a"_s, 10));
    CHECK(dict_set(d, "b"_s, 20));
    CHECK(shown(d) == "{'a': 10, 'c': 3, 'b': 20}");
    for (int i = 0; i < 1000; ++i) CHECK(dict_set(d, i, i));
    for (int i = 0; i < 1000; ++i) CHECK(dict_remove(d, i) == 1);
    CHECK(shown(d) == "{'a': 10, 'c': 3, 'b': 20}");
    CHECK(shown(d.call("popitem"_s)) == "('b', 20)");
    CHECK(shown(d["zz"_s]) == "KeyError: 'zz'");
    CHECK(shown(dict(list(), 1)) == "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')");
    CHECK(shown(set(list())) == "TypeError: cannot use 'list' as a set element (unhashable type: 'list')");
}

TEST_CASE("changing a dict while it is walked is an error") {
    object d = dict(1, 1, 2, 2), it = get_iterator(d);
    CHECK(shown(next_value(it)) == "1");
    CHECK(dict_set(d, 3, 3));
    CHECK(shown(next_value(it)) == "RuntimeError: dictionary changed size during iteration");
}

TEST_CASE("sorting is stable, reversed too, and leaves the list whole when a comparison fails") {
    object l = list(tuple(2, "a"_s), tuple(1, "b"_s), tuple(2, "c"_s), tuple(1, "d"_s));
    object first = make_function(first_code, {});
    CHECK(list_sort(l, first));
    CHECK(shown(l) == "[(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]");
    CHECK(list_sort(l, first, true));
    CHECK(shown(l) == "[(2, 'a'), (2, 'c'), (1, 'b'), (1, 'd')]");
    object mixed = list(3, "x"_s, 1);
    CHECK(error_of(list_sort(mixed)) == "TypeError: '<' not supported between instances of 'str' and 'int'");
    CHECK(mixed.as<list_object>()->size == 3);
    object numbers = list_from(range(1000, 0, -1));
    CHECK(list_sort(numbers));
    CHECK(shown(numbers) == shown(list_from(range(1, 1001))));
}

TEST_CASE("slices") {
    object l = list_from(range(0, 10));
    CHECK(shown(l[slice(None, None, -3)]) == "[9, 6, 3, 0]");
    CHECK(l.set_item(slice(2, 5), list("x"_s)));
    CHECK(shown(l) == "[0, 1, 'x', 5, 6, 7, 8, 9]");
    CHECK(l.del_item(slice(None, None, 2)));
    CHECK(shown(l) == "[1, 5, 7, 9]");
    CHECK(error_of(l.set_item(slice(0, 4, 2), list(1))) ==
          "ValueError: attempt to assign sequence of size 1 to extended slice of size 2");
    CHECK(shown(range(0, 10, 3)[slice(None, None, -1)]) == "range(9, -3, -3)");
    CHECK(shown(l[slice(1, 2, 0)]) == "ValueError: slice step cannot be zero");
}

TEST_CASE("unpacking counts as CPython does") {
    object a, b, c;
    object* two[] = {&a, &b};
    object* three[] = {&a, &b, &c};
    CHECK(error_of(unpack(list(1, 2, 3), 2, two)) == "ValueError: too many values to unpack (expected 2, got 3)");
    CHECK(error_of(unpack(list(1), 2, two)) == "ValueError: not enough values to unpack (expected 2, got 1)");
    CHECK(error_of(unpack(get_iterator(list(1, 2, 3)), 2, two)) ==
          "ValueError: too many values to unpack (expected 2)");
    CHECK(error_of(unpack(5, 2, two)) == "TypeError: cannot unpack non-iterable int object");
    CHECK(unpack_starred(list_from(range(0, 5)), 1, 1, three));
    CHECK(shown(tuple(a, b, c)) == "(0, [1, 2, 3], 4)");
    CHECK(error_of(unpack_starred(list(1), 1, 1, three)) ==
          "ValueError: not enough values to unpack (expected at least 2, got 1)");
}

TEST_CASE("operators say what they can't do") {
    CHECK(shown(ref(1) + "a"_s) == "TypeError: unsupported operand type(s) for +: 'int' and 'str'");
    CHECK(shown(list(1) + ref(1)) == "TypeError: can only concatenate list (not \"int\") to list");
    CHECK(shown(list(1) * "a"_s) == "TypeError: can't multiply sequence by non-int of type 'str'");
    CHECK(shown(lt(1, "a"_s)) == "TypeError: '<' not supported between instances of 'int' and 'str'");
    CHECK(shown(ref(1)["a"_s]) == "TypeError: 'int' object is not subscriptable");
    CHECK(shown(get_iterator(5)) == "TypeError: 'int' object is not iterable");
    CHECK(contains(5, 1) == -1);
    CHECK(shown({}) == "TypeError: argument of type 'int' is not a container or iterable");
}

TEST_CASE("what contains itself is shown with dots, and deep nesting dies without recursion") {
    object l = list(1);
    list_append(l, l);
    CHECK(shown(l) == "[1, [...]]");
    l.call("clear"_s);
    object deep = list(), deep_tuple = tuple(1), deep_dict = dict();
    for (int i = 0; i < 100000; ++i) {
        deep = list(deep);
        deep_tuple = tuple(deep_tuple, deep);
        deep_dict = dict(1, deep_dict);
    }
}
