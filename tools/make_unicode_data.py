#!/usr/bin/env python3
"""Writes runtime/src/types/unicode_data.inc: what utf8proc's tables lack of the properties that str's methods use.

Run it with a CPython whose unicodedata.unidata_version is utf8proc's (15.0 for utf8proc 2.8: CPython 3.12):
    python3.12 tools/make_unicode_data.py > runtime/src/types/unicode_data.inc
"""
import unicodedata

EVERY = range(0x110000)
LETTERS = ("Lu", "Ll", "Lt", "Lm", "Lo")
category = [unicodedata.category(chr(i)) for i in EVERY]


def ranges(points):
    found = []
    for point in points:
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return found


def table(name, comment, points):
    print(f"// {comment}")
    print(f"constexpr point_range {name}[] = {{")
    line = "   "
    for first, last in ranges(points):
        item = f" {{{first:#x}, {last:#x}}},"
        if len(line) + len(item) > 118:
            print(line)
            line = "   "
        line += item
    print(line)
    print("};")


def mappings(name, comment, convert):
    print(f"// {comment}")
    print(f"constexpr special_mapping {name}[] = {{")
    for point in EVERY:
        result = convert(chr(point))
        if len(result) > 1:
            print(f"    {{{point:#x}, {{{', '.join(hex(ord(c)) for c in result)}}}}},")
    print("};")


print(f"// Made by tools/make_unicode_data.py from Unicode {unicodedata.unidata_version}; not edited by hand.")
table("lower_extra", "Other_Lowercase: lower-case though not of category Ll",
      [i for i in EVERY if chr(i).islower() and category[i] != "Ll"])
table("upper_extra", "Other_Uppercase: upper-case though not of category Lu",
      [i for i in EVERY if chr(i).isupper() and category[i] != "Lu"])
table("digit_extra", "Numeric_Type=Digit that are no decimal digits",
      [i for i in EVERY if chr(i).isdigit() and category[i] != "Nd"])
table("numeric_extra", "Numeric letters, most of them ideographs",
      [i for i in EVERY if chr(i).isnumeric() and category[i] not in ("Nd", "No", "Nl")])
table("identifier_start_extra", "XID_Start beyond the letters and Nl, and the underscore",
      [i for i in EVERY if chr(i).isidentifier() and category[i] not in LETTERS + ("Nl",)])
table("identifier_start_missing", "Letters that don't start an identifier",
      [i for i in EVERY if not chr(i).isidentifier() and category[i] in LETTERS + ("Nl",)])
PARTS = LETTERS + ("Nl", "Mn", "Mc", "Nd", "Pc")
table("identifier_part_extra", "XID_Continue beyond its categories",
      [i for i in EVERY if ("a" + chr(i)).isidentifier() and category[i] not in PARTS])
table("identifier_part_missing", "Characters of those categories that don't continue an identifier",
      [i for i in EVERY if not ("a" + chr(i)).isidentifier() and category[i] in PARTS])
# A final sigma looks over what is case-ignorable.
table("case_ignorable_extra", "Case_Ignorable beyond Mn, Me, Cf, Lm, Sk",
      [i for i in EVERY if category[i] not in ("Mn", "Me", "Cf", "Lm", "Sk")
       and ("AΣ" + chr(i) + "A").lower()[1] == "σ" and ("AΣ" + chr(i)).lower()[1] == "ς"])
mappings("special_upper", "Upper-case mappings of more than one code point", str.upper)
mappings("special_title", "Title-case mappings of more than one code point", str.title)
