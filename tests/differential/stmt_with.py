# with: order of enter and exit, suppression, leaving early, errors of the protocol.
class CM:
    def __init__(self, name, suppress=False, fail=None):
        self.name, self.suppress, self.fail = name, suppress, fail

    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter":
            raise ValueError("enter " + self.name)
        return self.name.upper()

    def __exit__(self, exc_type, exc, tb):
        print("exit", self.name, exc_type.__name__ if exc_type else None, exc)
        if self.fail == "exit":
            raise KeyError("exit " + self.name)
        return self.suppress


def leave(how):
    for i in range(2):
        with CM("a") as a, CM("b") as b:
            if how == "return":
                return a + b
            if how == "break":
                break
            if how == "continue":
                continue
            if how == "raise":
                raise RuntimeError("body")
            print("body", a, b, i)
    return "end"


for how in ("", "return", "break", "continue"):
    print(how, "->", leave(how))
try:
    leave("raise")
except RuntimeError as exc:
    print("raised", exc)
with CM("outer", suppress=True):
    with CM("inner", fail="exit"):
        raise ValueError("body")
print("went on")
with CM("outer", suppress=True), CM("inner", fail="enter"):
    print("not reached")
with (CM("x") as x, CM("y"),):
    print(x)
with CM("tuple target", suppress=True) as (p, q):
    print("not reached")
for bad in (5, None, CM, object()):
    try:
        with bad:
            pass
    except TypeError as exc:
        print(exc)
