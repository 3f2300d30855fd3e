"""What is called through a global may rebind that global: it lives until the call is over."""


class Handler:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)

    def __call__(self, argument):
        global handler
        handler = None
        print("unbound, still", self.name, argument)
        return self.name


class Bound:
    def __del__(self):
        print("del Bound")

    def run(self):
        global method
        method = None
        return "ran", type(self).__name__


class Made:
    def __new__(cls):
        global Made
        Made = None
        return super().__new__(cls)

    def __init__(self):
        print("made", Made)


def function():
    global function
    function = None
    return "function", function


async def coroutine(value):
    global coroutine
    coroutine = None
    return value


async def awaited():
    return await coroutine("awaited")


handler = Handler("first")
print(handler(1))
method = Bound().run
print(method())
print(type(Made()).__name__)
print(function())
task = awaited()
try:
    task.send(None)
except StopIteration as e:
    print(e.value)
for n in range(3):
    range = None if n == 1 else range
    print(n, range is None)
