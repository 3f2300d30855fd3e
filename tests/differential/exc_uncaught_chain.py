# An uncaught exception with a cause, a context and a note.
class Problem(Exception):
    pass


def lookup(table, key):
    return table[key]


def load(name):
    try:
        return lookup({"a": 1}, name)
    except KeyError as error:
        raise Problem(f"can't load {name!r}") from error


def main():
    try:
        load("b")
    except Problem as problem:
        problem.add_note("while loading b")
        problem.add_note("two lines\nin a note")
        [][3]


main()
