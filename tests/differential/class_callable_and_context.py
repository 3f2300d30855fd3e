# __call__, __enter__/__exit__ on one class, __repr__ and __str__, __format__, __bool__, __int__ and __float__.
class Tool:
    def __init__(self, name):
        self.name = name
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return f"{self.name}{args}"

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.name += "!"

    def __repr__(self):
        return f"Tool({self.name!r})"

    def __int__(self):
        return self.calls

    def __float__(self):
        return self.calls / 2

    def __bool__(self):
        return self.calls > 0


tool = Tool("t")
print(bool(tool), tool(1, 2), tool(), int(tool), float(tool), bool(tool), repr(tool), str(tool), f"{tool}",
      f"{tool!r:>12}", [tool])
with tool as same:
    print(same is tool)
print(tool, list(map(tool, "ab")))


class OnlyStr:
    def __str__(self):
        return "as text"


print(str(OnlyStr()), f"{OnlyStr()}", f"{OnlyStr():>10}" if False else "", "%s" % OnlyStr())


class BadStr:
    def __str__(self):
        return 5

    def __bool__(self):
        return "yes"

    def __len__(self):
        return -1

    def __int__(self):
        return "1"


for function in (str, bool, len, int):
    try:
        function(BadStr())
    except (TypeError, ValueError) as exc:
        print(type(exc).__name__, exc)
