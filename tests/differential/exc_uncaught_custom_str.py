# Uncaught exceptions of a user's class: qualified name, __str__, several arguments, failing __str__.

class Outer:
    class Inner(Exception):
        def __str__(self):
            return "said by __str__"


class Failing(Exception):
    def __str__(self):
        raise ValueError("in __str__")


for exc in (Outer.Inner(), Exception(), Exception("one"), Exception("a", 2), KeyError("k"), Failing(),
            SyntaxError("text")):
    try:
        raise exc
    except Exception as caught:
        print(type(caught).__qualname__, caught.args)
raise Outer.Inner("ignored")
