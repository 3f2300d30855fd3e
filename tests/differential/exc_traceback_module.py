# traceback: format_exc, print_exc, extract_tb: what programs log.
import sys
import traceback


def inner():
    raise ValueError("logged")


def outer():
    inner()


try:
    outer()
except ValueError as exc:
    print(traceback.format_exc())
    print("".join(traceback.format_exception(exc)) == traceback.format_exc())
    print([(f.name, f.lineno, f.line) for f in traceback.extract_tb(exc.__traceback__)])
    traceback.print_exc(file=sys.stdout)
    print(traceback.format_exception_only(exc))
    tb = exc.__traceback__
    names = []
    while tb is not None:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print(names)
traceback.print_exc(file=sys.stdout)
