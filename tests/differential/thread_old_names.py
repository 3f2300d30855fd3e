# threading's deprecated names, whose warnings point at the caller, and threads whose __init__() was forgotten.
import threading
import warnings

warnings.simplefilter("always")
thread = threading.Thread(target=print)
thread.setName("named")
assert thread.getName() == "named"
thread.setDaemon(True)
assert thread.isDaemon()
assert not threading.Event().isSet()
assert threading.activeCount() == len(threading.enumerate())
assert threading.currentThread() is threading.main_thread()
condition = threading.Condition()
with condition:
    condition.notifyAll()


class Forgetful(threading.Thread):
    def __init__(self):
        pass


def attempt(action, *args):
    try:
        print(action(*args))
    except Exception as error:
        print(type(error).__name__, error)


for name in "name", "ident", "daemon":
    attempt(getattr, Forgetful(), name)
    attempt(setattr, Forgetful(), name, 1)
for name in "start", "join", "is_alive", "__repr__":
    attempt(getattr(Forgetful(), name))
attempt(threading.Condition, 4)
