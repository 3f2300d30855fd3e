# traceback: chains, groups, limits, notes, summaries.
import io
import sys
import traceback


def fail(depth):
    if depth:
        return fail(depth - 1)
    raise ValueError(f"at the bottom, {len('x' * 3)}")


def caught(action):
    try:
        action()
    except BaseException as exc:
        return exc


def chained():
    try:
        fail(1)
    except ValueError as exc:
        try:
            {}["missing"]
        except KeyError:
            raise RuntimeError("second") from exc


def in_context():
    try:
        fail(0)
    except ValueError:
        raise TypeError("during")


def grouped():
    raise ExceptionGroup("several", [caught(lambda: fail(0)), ExceptionGroup("inner", [TypeError("t"), caught(in_context)])])


for action in (lambda: fail(2), chained, in_context, grouped, lambda: fail(8)):
    exc = caught(action)
    print("".join(traceback.format_exception(exc)), end="")
    print([line.count("\n") for line in traceback.format_exception(exc)])
    print(traceback.format_exception_only(exc), traceback.format_exception_only(type(exc), exc))

exc = caught(lambda: fail(3))
exc.add_note("a note\nof two lines")
exc.add_note("another")
print(traceback.format_exception_only(exc))
print("".join(traceback.format_exception(exc, limit=2)), end="")
print("".join(traceback.format_exception(exc, limit=-1)), end="")
print("".join(traceback.format_exception(None)), traceback.format_exception_only(None, None))
tb = exc.__traceback__
print(traceback.extract_tb(tb))
summary = traceback.extract_tb(tb)[-1]
print(summary.lineno, summary.name, summary.line, summary[1:], len(summary), summary.end_lineno, summary.colno, summary.end_colno)
print(summary == summary, list(summary)[2], len(traceback.format_tb(tb)), traceback.format_tb(tb, limit=1))
traceback.print_tb(tb, limit=1, file=sys.stdout)
print(traceback.format_list([("spam.py", 3, "<module>", "spam.eggs()"), ("eggs.py", 42, "eggs", "return 'bacon'")]))
print([(frame.f_code.co_name, line) for frame, line in traceback.walk_tb(tb)])
text = io.StringIO()
traceback.print_exception(caught(chained), file=text, chain=False)
print(text.getvalue(), end="")
te = traceback.TracebackException.from_exception(caught(chained))
print(te, te.exc_type_str, str(te.__cause__), te.__context__, te.__suppress_context__, len(te.stack), te.stack[0].name)
print("".join(te.format()) == "".join(traceback.format_exception(caught(chained))), list(te.format_exception_only()))
te.print(file=sys.stdout, chain=False)
group = traceback.TracebackException.from_exception(caught(grouped))
print([str(e) for e in group.exceptions], group.exceptions[1].exceptions[0].exc_type_str)
print("".join(group.format_exception_only(show_group=True)), end="")
try:
    fail(0)
except ValueError:
    print(traceback.format_exc(limit=1), end="")
    traceback.print_exc(file=sys.stdout)
print(traceback.format_exc(), end="")


class Bad(Exception):
    def __str__(self):
        raise TypeError("no text")


print(traceback.format_exception_only(Bad()), traceback.format_exception_only(ZeroDivisionError()), traceback.format_exception_only(AttributeError("a", name="x", obj=1)))
for wrong in (lambda: traceback.format_exception(5), lambda: traceback.print_exc("x")):
    try:
        wrong()
    except TypeError as exc:
        print("TypeError", exc)
