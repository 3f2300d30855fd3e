# threading.local: each thread has its own attributes; subclasses run __init__ in each; values die with their thread.
# record-with: native
import threading
import weakref


def run(f, *args):
    t = threading.Thread(target=f, args=args)
    t.start()
    t.join()


local = threading.local()
local.x = "main"


def other():
    print(hasattr(local, "x"), local.__dict__)
    local.x = "other"
    local.y = 1
    print(sorted(vars(local).items()))
    del local.y
    try:
        local.y
    except AttributeError as e:
        print(e)


run(other)
print(local.x, vars(local))


class Numbered(threading.local):
    shared = "class attribute"
    made = 0

    def __init__(self, start, *, step=1):
        Numbered.made += 1
        self.next = start
        self.step = step

    def take(self):
        n = self.next
        self.next += self.step
        return n

    @property
    def double(self):
        return self.next * 2


n = Numbered(10, step=5)
print(n.take(), n.take(), n.double, n.shared, Numbered.made)
run(lambda: print(n.take(), n.double, n.shared, Numbered.made))
print(n.take(), vars(n), Numbered.made)

try:
    threading.local(1)
except TypeError as e:
    print(e)
try:
    local.__dict__ = {}
except AttributeError as e:
    print(e)


class Value:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("dies", self.name)


def keep():
    local.value = Value("in thread")
    print("ends")


run(keep)
print("joined")
local.value = Value("in main")
weak = weakref.ref(local)
del local
print(weak() is None)


class Failing(threading.local):
    def __init__(self):
        if threading.current_thread() is not threading.main_thread():
            raise ValueError("not here")


f = Failing()


def use():
    for _ in range(2):
        try:
            f.x = 1
        except ValueError as e:
            print(e)


run(use)
