// What Python programs can't see of str and int: storage, interning, hashes of 64-bit CPython.
#include "cowith/types.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cowith;

namespace {
std::string shown(ref x) {
    const object text = repr(x);
    return std::string(text_of(text));
}
}  // namespace

TEST_CASE("strings hash as under PYTHONHASHSEED=0") {
    CHECK(hash_of(make_str("")) == 0);
    CHECK(hash_of(make_str("abc")) == -4594863902769663758);
    CHECK(hash_of(make_str("\u00e9")) == 6047309291227476195);       // one byte a character inside CPython
    CHECK(hash_of(make_str("\u20ac")) == -5529981157763016009);      // two
    CHECK(hash_of(make_str("\U0001f600")) == -3536540696076613844);  // four
    CHECK(hash_of(make_bytes("abc")) == hash_of(make_str("abc")));
}

TEST_CASE("numbers that are equal hash alike") {
    CHECK(hash_of(make_int(-1)) == -2);
    CHECK(hash_of(parse_int("2305843009213693952")) == 1);  // 2**61
    CHECK(hash_of(make_float(1.5)) == 1152921504606846977);
    CHECK(hash_of(make_float(1e300)) ==
          hash_of(parse_int("1000000000000000052504760255204420248704468581108159154915854115511802"
                            "457988908195786371375080447864043704443832883878176942523235360430575"
                            "644792184786706982848387200926575803737830233794788090059368953234970"
                            "799945081119038967640880074652742780142494579258788820056842838115669"
                            "472196386865459400540160")));
}

TEST_CASE("interning gives one object for one text") {
    const ref a = intern("some text"), b = intern(std::string("some ") + "text");
    CHECK(a.is(b));
    CHECK(intern_str(make_str("some text")).is(a));
    CHECK(intern_str(a).is(a));
}

TEST_CASE("a string that nobody else holds grows in place") {
    object text = make_str("a piece of text that is long enough to grow, ");
    text = append_text(static_cast<object&&>(text), intern("once"));
    const header* first = text.heap();
    std::size_t moves = 0;
    for (int i = 0; i < 1000; ++i) {
        text = append_text(static_cast<object&&>(text), intern("."));
        if (text.heap() != first) ++moves, first = text.heap();
    }
    CHECK(moves < 10);
    CHECK(text.as<str_object>()->length == 45 + 4 + 1000);
    const object other = text;  // held twice now: the other one keeps its text
    const object longer = append_text(text, intern("!"));
    CHECK(text_of(other).back() == '.');
    CHECK(text_of(longer).back() == '!');
    object itself = make_str("ab");
    itself = append_text(itself, itself);
    CHECK(text_of(itself) == "abab");
}

TEST_CASE("code points are found through the index") {
    std::string mixed;
    for (int i = 0; i < 100; ++i) mixed += "a\u00e9\u20ac\U0001f600";
    const object text = make_str(mixed);
    CHECK(text.as<str_object>()->length == 400);
    CHECK(shown(text[make_int(399)]) == "'\U0001f600'");
    CHECK(shown(text[make_int(-399)]) == "'\u00e9'");
    CHECK(shown(text[slice(make_int(128), make_int(131))]) == "'a\u00e9\u20ac'");
}

TEST_CASE("bytes that are no UTF-8 become surrogate escapes") {
    const object text = make_str_from_utf8("a\xff\xed\xa0\x80z");
    CHECK(text.as<str_object>()->length == 6);
    CHECK(shown(text) == "'a\\udcff\\udced\\udca0\\udc80z'");
}

TEST_CASE("ints normalise at the edge of small ones") {
    const object edge = make_int(INT64_C(1) << 62);
    CHECK_FALSE(edge.is_small());
    CHECK((edge - make_int(1)).is_small());
    CHECK(shown(edge * edge) == "21267647932558653966460912964485513216");
    std::int64_t value = 0;
    CHECK(int_value(make_int(INT64_MIN), value));
    CHECK(value == INT64_MIN);
    CHECK_FALSE(int_value(make_uint(UINT64_MAX), value));
}

TEST_CASE("number literals of generated code") {
    CHECK(shown(1.5_py) == "1.5");
    CHECK(shown(123456789012345678901_py) == "123456789012345678901");
    CHECK(shown(0x10_py) == "16");
    CHECK(shown(1e100_py) == "1e+100");
}
