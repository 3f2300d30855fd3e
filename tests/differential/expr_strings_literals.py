# String literals: prefixes, escapes, concatenation, line continuation, bytes, raw, triple quotes.
print("a" 'b' """c""" r"\d" "\x41\u00e9\U0001F40D\N{BULLET}\101\0".replace("\0", "NUL"))
print('single \'quote\' "double"', "tab\there", r"raw \n stays", b"bytes \x00\xff\n", rb"raw bytes \n",
      f"{1}" "plain {1}")
print("""first line
second line \
joined
    indented""")
print("continued " \
      "on the next line", ("in "
                           "brackets"))
print(len("\\"), len(r"\\"), "\a\b\f\v".encode(), "\'\"", '\
after backslash newline')
print("%s" "%s" % (1, 2), "x" "y" * 2)
print(repr('''quotes ' and " inside'''), u"unicode prefix", "é" "\u0301")
print("nul:", repr("\0"), "octal:", "\60", "hex:", "\x30", type(b"").__name__, b"a" b"b")
doc = """
    text
"""
print(repr(doc))
