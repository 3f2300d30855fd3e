# An uncaught exception group.
def fails(n):
    if n % 2:
        raise ValueError(f"odd {n}")
    return n


def collect(numbers):
    errors = []
    for n in numbers:
        try:
            fails(n)
        except ValueError as exc:
            errors.append(exc)
    raise ExceptionGroup("some were odd", errors)


try:
    collect([1, 2, 3])
except ExceptionGroup as group:
    raise ExceptionGroup("outer", [TypeError("alone"), group]) from None
