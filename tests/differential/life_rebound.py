# A parameter bound anew, the temporaries of an operator, *args before keywords: when they die.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)

    def __add__(self, other):
        return 1


def rebinds(p):
    p = Noisy("second")
    print("bound anew")


rebinds(Noisy("first"))
print(Noisy("left") + Noisy("right"))


def rest_and_keyword(*args, k):
    raise KeyError


try:
    rest_and_keyword(Noisy("in args"), k=Noisy("k"))
except KeyError:
    print("the handler's end")
