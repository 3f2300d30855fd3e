# Private names, class scopes, and what a class body sees.
class Account:
    __rate = 2

    def __init__(self):
        self.__balance = 10
        self._protected = 1
        self.__dunder__ = "not mangled"

    def __hidden(self):
        return self.__balance * Account.__rate

    def show(self):
        return self.__hidden(), self.__balance


class Child(Account):
    def __hidden(self):
        return "not called by Account"

    def own(self):
        return self.__hidden()


account = Child()
print(account.show(), account.own(), account._Account__balance, account.__dunder__)
print(sorted(vars(account)))
try:
    account.__balance
except AttributeError as exc:
    print(exc)

x = "module"


class Body:
    x = "class"
    y = x
    z = [x for _ in range(1)]
    function = lambda self: x
    for number in range(3):
        square = number ** 2
    if square > 3:
        conditional = "defined in an if"
    try:
        missing
    except NameError as exc:
        text = str(exc)


print(Body.y, Body.z, Body().function(), Body.number, Body.square, Body.conditional, Body.text)


def make(value):
    class Local:
        captured = value

        def get(self):
            return value, self.captured

    return Local


print(make(1)().get(), make(2).__qualname__)
