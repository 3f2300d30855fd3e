# What a thread doesn't catch: threading.excepthook and its own text; SystemExit; hooks that fail; raw threads.
# record-with: native
import _thread
import sys
import threading
import time


def run(f, name=None):
    sys.stdout.flush()
    t = threading.Thread(target=f, name=name)
    t.start()
    t.join()


def inner(n):
    return int("x" * n)


def fail():
    try:
        inner(2)
    except ValueError as e:
        raise LookupError("because of that") from e


run(fail, "failing")
run(lambda: sys.exit(3), "leaving")
run(lambda: [][1])
print("on")


def hook(args):
    print("hook", args.exc_type.__name__, args.exc_value, args.exc_traceback is not None, args.thread.name)


old = threading.excepthook
threading.excepthook = hook
run(fail, "hooked")


def bad_hook(args):
    raise RuntimeError("hook failed")


threading.excepthook = bad_hook
run(fail, "badly hooked")
threading.excepthook = threading.__excepthook__
print(old is threading.__excepthook__)

done = threading.Lock()
done.acquire()


def raw(a, b=0):
    try:
        print("raw", a, b, threading.current_thread().name.startswith("Dummy-"), threading.current_thread().daemon)
    finally:
        done.release()


ident = _thread.start_new_thread(raw, (1,), {"b": 2})
done.acquire()
print(isinstance(ident, int))


def raw_failure():
    try:
        raise KeyError("raw")
    finally:
        done.release()


sys.stdout.flush()
_thread.start_new_thread(raw_failure, ())
done.acquire()
time.sleep(0.05)
for bad in (lambda: _thread.start_new_thread(1, ()), lambda: _thread.start_new_thread(print, [])):
    try:
        bad()
    except TypeError as e:
        print(e)


class Thread(threading.Thread):
    def run(self):
        raise LookupError(self.name)


t = Thread(name="of a subclass")
t.start()
t.join()
sys.stdout.flush()
raise SystemExit("main is over")
