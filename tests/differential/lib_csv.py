# csv: dialects, quoting, the reader's states, DictReader and DictWriter, errors
import csv
import io

STRINGS, NOTNULL = 4, 5  # by name since 3.12


def read(text, **options):
    try:
        return list(csv.reader(io.StringIO(text, newline=""), **options))
    except (csv.Error, TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


for text in ('a,b\r\n1,"x, y"\r\n', 'a,"b\nc",d\n', '"say ""hi""",2', "a b,c", "\n\na\n", "", 'x,"unfinished', 'a"b,c', '"a"b,c',
             "a\rb", " a, b", '""', ',', 'é,"ü\n"', "a,b\\,c"):
    print(repr(text), read(text), read(text, strict=True))
print(read("a;b;'c;d'", delimiter=";", quotechar="'"), read("a, b, \"c\"", skipinitialspace=True))
print(read("1,\"2\",x", quoting=csv.QUOTE_NONNUMERIC), read("1,\"2\",3.5", quoting=csv.QUOTE_NONNUMERIC))
print(read('a,"b,c"', quoting=csv.QUOTE_NONE), read('a,,""', quoting=NOTNULL), read('1,,""', quoting=STRINGS))
print(read("a\\,b,c\\\\d", escapechar="\\"), read('"a\\"b",c', escapechar="\\", doublequote=False))
for options in ({"delimiter": ""}, {"delimiter": "ab"}, {"delimiter": 3}, {"quotechar": None}, {"quoting": 9}, {"quoting": "x"},
                {"delimiter": "\n"}, {"delimiter": '"'}, {"lineterminator": 3}, {"nothing": 1}, {"dialect": "missing"},
                {"quotechar": "ab"}, {"escapechar": ","}):
    print(options, read("a,b", **options))


def write(*rows, **options):
    out = io.StringIO()
    try:
        results = [csv.writer(out, **options).writerow(row) for row in rows]
        return out.getvalue(), results
    except (csv.Error, TypeError) as error:
        return f"{type(error).__name__}: {error}"


rows = ([1, "two", None, 3.5, True], ["a,b", 'q"q', "line\nbreak", " space", ""], [""], [], "xyz")
for quoting in range(6):
    print(quoting, write(*rows, quoting=quoting), write(*rows, quoting=quoting, escapechar="\\", lineterminator="\n"))
print(write(rows[1], delimiter="\t", lineterminator="\n", doublequote=False, escapechar="!"), write(5), write([None]))
print(write(["a", ""], delimiter=" ", skipinitialspace=True), write([b"x", (1, 2), {"k": 1}]))

source = io.StringIO("name,size\nada,3\nbob\ncleo,5,extra,more\n\n")
reader = csv.DictReader(source, restkey="rest", restval="?")
for row in reader:
    print(reader.line_num, row)
print(reader.fieldnames)
out = io.StringIO()
writer = csv.DictWriter(out, ["b", "a"], extrasaction="ignore", restval="-", dialect="unix")
writer.writeheader()
writer.writerows([{"a": 1, "b": 2, "c": 3}, {"a": "x"}])
print(repr(out.getvalue()))
try:
    csv.DictWriter(out, ["a"]).writerow({"a": 1, "zz": 2})
except ValueError as error:
    print(error)


class Pipes(csv.Dialect):
    delimiter = "|"
    quotechar = "'"
    lineterminator = ";"
    quoting = csv.QUOTE_MINIMAL


csv.register_dialect("pipes", Pipes)
csv.register_dialect("stars", delimiter="*", strict=True)
print(csv.list_dialects(), csv.get_dialect("stars").delimiter, csv.get_dialect("pipes").lineterminator)
print(read("a|'b|c'", dialect="pipes"), write(["x|y", "z"], dialect=Pipes()), read("a*b", dialect="stars", strict=False))
csv.unregister_dialect("stars")
try:
    csv.get_dialect("stars")
except csv.Error as error:
    print(error)
try:
    csv.get_dialect("pipes").delimiter = ","
except AttributeError as error:
    print(type(error).__name__)
print(csv.field_size_limit(), csv.field_size_limit(5), read("abcdef,g"), csv.field_size_limit(1000), STRINGS)
try:
    list(csv.reader([b"a,b"]))
except csv.Error as error:
    print(error)
print(csv.Sniffer().sniff("a;b;c\n1;2;3\n4;5;6\n").delimiter, csv.Sniffer().has_header("name;n\nx;1\ny;2\nz;3\n"))
