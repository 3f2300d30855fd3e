// Classes made at run time: layout, attributes, slots, errors.
#include <cowith/class.hpp>
#include <cowith/gc.hpp>
#include <cowith/weakref.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace cowith;
using namespace cowith::literals;

namespace {

/// The pending exception as "Type: text"; cleared.
std::string taken_error() {
    if (!is_failed()) return "";
    object exc = take_pending();
    object text = to_str(exc);
    return std::string(exc.type()->name) + ": " + std::string(text_of(text));
}

object make_simple_class(const char* name, object ns = dict()) { return ref(&type_type)(intern(name), tuple(), ns); }

object with_fields(const char* name, std::initializer_list<const char*> fields) {
    object names = list();
    for (const char* field : fields) list_append(names, intern(field));
    return make_simple_class(name, dict("__static_attributes__"_s, list_to_tuple(names)));
}

object answer(ref self, ref other) { return tuple("called"_s, self.attr("x"_s), other); }
code_object answer_code{"__add__", "C.__add__", "self, other", "",          "", nullptr, 1,
                        nullptr,   0,           entry<answer>, code_borrows};

}  // namespace

TEST_CASE("an instance keeps the order in which its attributes were set") {
    object cls = with_fields("C", {"a", "b", "c"});
    object x = cls();
    REQUIRE(x.set_attr("c"_s, 3));
    REQUIRE(x.set_attr("a"_s, 1));
    REQUIRE(x.set_attr("b"_s, 2));
    REQUIRE(x.del_attr("a"_s));
    REQUIRE(x.set_attr("a"_s, 4));
    CHECK(text_of(repr(x.attr("__dict__"_s))) == "{'c': 3, 'b': 2, 'a': 4}");
    REQUIRE(x.set_attr("d"_s, 5));
    CHECK(x.attr("c"_s).is(3));
    CHECK(text_of(repr(x.attr("__dict__"_s))) == "{'c': 3, 'b': 2, 'a': 4, 'd': 5}");
    CHECK_FALSE(x.attr("e"_s));
    CHECK(taken_error() == "AttributeError: 'C' object has no attribute 'e'");
}

TEST_CASE("a dunder set on a class later works at once, and in its subclasses") {
    object base = make_simple_class("Base");
    object derived = ref(&type_type)("Derived"_s, tuple(base), dict("x"_s, 7));
    object x = derived();
    CHECK_FALSE(x + 1);
    CHECK(taken_error() == "TypeError: unsupported operand type(s) for +: 'Derived' and 'int'");
    REQUIRE(base.set_attr("__add__"_s, make_function(answer_code, {})));
    CHECK(text_of(repr(x + 1)) == "('called', 7, 1)");
    REQUIRE(base.del_attr("__add__"_s));
    CHECK_FALSE(x + 1);
    clear_pending();
}

TEST_CASE("subclasses of builtin types have a dict and their base's behaviour") {
    object my_list = ref(&type_type)("MyList"_s, tuple(ref(&list_type)), dict());
    object x = my_list(tuple(1, 2));
    REQUIRE(x);
    REQUIRE(x.set_attr("name"_s, "n"_s));
    CHECK(length_of(x) == 2);
    CHECK(text_of(repr(x)) == "[1, 2]");
    CHECK(text_of(repr(x.attr("__dict__"_s))) == "{'name': 'n'}");
    object my_int = ref(&type_type)("MyInt"_s, tuple(ref(&int_type)), dict());
    object n = my_int(5);
    REQUIRE(n);
    REQUIRE(n.set_attr("unit"_s, "m"_s));
    CHECK((n + 1).is(6));
    CHECK(n.attr("unit"_s).is("m"_s));
}

TEST_CASE("__slots__ leave no dict") {
    object cls = make_simple_class("S", dict("__slots__"_s, tuple("a"_s, "b"_s)));
    object x = cls();
    REQUIRE(x.set_attr("a"_s, 1));
    CHECK(x.attr("a"_s).is(1));
    CHECK_FALSE(x.set_attr("c"_s, 1));
    CHECK(taken_error() ==
          "AttributeError: 'S' object has no attribute 'c' and no __dict__ for setting new attributes");
    CHECK_FALSE(x.attr("b"_s));
    CHECK(taken_error() == "AttributeError: 'S' object has no attribute 'b'");
    CHECK_FALSE(make_simple_class("T", dict("__slots__"_s, tuple("a"_s), "a"_s, 1)));
    CHECK(taken_error() == "ValueError: 'a' in __slots__ conflicts with class variable");
}

TEST_CASE("the method resolution order is C3") {
    object a = make_simple_class("A"), b = ref(&type_type)("B"_s, tuple(a), dict()),
           c = ref(&type_type)("C"_s, tuple(a), dict());
    object d = ref(&type_type)("D"_s, tuple(b, c), dict());
    object names = list();
    const auto* mro = d.as<type_object>()->mro.as<tuple_object>();
    for (std::size_t i = 0; i < mro->size; ++i) list_append(names, mro->items[i].attr("__name__"_s));
    CHECK(text_of(repr(names)) == "['D', 'B', 'C', 'A', 'object']");
    CHECK_FALSE(ref(&type_type)("X"_s, tuple(a, b), dict()));
    CHECK(taken_error() == "TypeError: Cannot create a consistent method resolution order (MRO) for bases A, B");
    CHECK_FALSE(ref(&type_type)("X"_s, tuple(ref(&int_type), ref(&list_type)), dict()));
    CHECK(taken_error() == "TypeError: multiple bases have instance lay-out conflict");
    CHECK_FALSE(ref(&type_type)("X"_s, tuple(ref(&bool_type)), dict()));
    CHECK(taken_error() == "TypeError: type 'bool' is not an acceptable base type");
}

TEST_CASE("classes and instances in cycles are collected, weak references die") {
    collect();
    const auto before = count_memory().live_objects;
    {
        object cls = with_fields("Node", {"me"});
        object x = cls();
        REQUIRE(x.set_attr("me"_s, x));
        object weak = make_weakref(x);
        CHECK(weakref_target(weak).is(x));
        x.reset();
        CHECK_FALSE(weakref_target(weak).is(None));
        collect();
        CHECK(weakref_target(weak).is(None));
        cls.reset();
    }
    collect();
    CHECK(count_memory().live_objects <= before + 8);  // caches
}
