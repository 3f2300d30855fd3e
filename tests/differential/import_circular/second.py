print("second starts")
import first

seen_early = first.EARLY
print(hasattr(first, "LATE"))
try:
    first.LATE
except AttributeError as exc:
    print("not there yet:", str(exc).split(" (")[0])


def hello(text):
    return f"hello, {text}"


def answer():
    return first.LATE


print("second ends")
