# ExceptionGroup, except*, split, subgroup, derive.
def show(exc, depth=0):
    indent = "  " * depth
    if isinstance(exc, BaseExceptionGroup):
        print(f"{indent}{type(exc).__name__}({exc})")
        for inner in exc.exceptions:
            show(inner, depth + 1)
    else:
        print(indent + repr(exc))


group = ExceptionGroup("top", [ValueError(1), ExceptionGroup("sub", [TypeError(2), ValueError(3)]), OSError("o")])
show(group)
print(group.message, len(group.exceptions), str(group))
match, rest = group.split(ValueError)
show(match)
show(rest)
print(group.split(KeyError)[0], group.subgroup(lambda e: isinstance(e, TypeError)).exceptions)


def run(exc):
    try:
        raise exc
    except* ValueError as g:
        print("values:", g.exceptions, g)
    except* (TypeError, KeyError) as g:
        print("types or keys:", len(g.exceptions))
    else:
        print("not reached")
    finally:
        print("finally")


for exc in (group, ExceptionGroup("only", [ValueError(1)]), ValueError("bare"), KeyError("bare")):
    try:
        run(exc)
        print("all handled")
    except BaseException as left:
        print("left over:")
        show(left, 1)

try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError("new")
    except* TypeError as g:
        raise
except ExceptionGroup as exc:
    show(exc)
    print(repr(exc.__context__))
print(type(BaseExceptionGroup("b", [ValueError()])).__name__,
      type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
for args in (("m", []), ("m", [1]), ("m", 5), (1, [ValueError()]), ("m",), ("m", [KeyboardInterrupt()])):
    try:
        ExceptionGroup(*args)
    except (TypeError, ValueError) as exc:
        print(type(exc).__name__, exc)
