# threading.Thread: starting, joining, names, states, daemons; run() of a subclass.
# record-with: native
import threading
import time


def work(out, n, *, sign=1):
    out.append((n * sign, threading.current_thread().name))


out = []
threads = [threading.Thread(target=work, args=(out, n), kwargs={"sign": -1}) for n in range(3)]
print([t.name for t in threads], [t.is_alive() for t in threads], [t.ident for t in threads])
print(repr(threads[0]), threads[0].daemon, threads[0].native_id)
for t in threads:
    t.start()
    t.join()
print(out)
print([t.is_alive() for t in threads], repr(threads[0]).startswith("<Thread(Thread-1 (work), stopped "))
print(threads[0].ident != threading.get_ident(), isinstance(threads[0].native_id, int))

try:
    threads[0].start()
except RuntimeError as e:
    print(e)
for call in (lambda: threading.Thread().join(), lambda: threading.current_thread().join(),
             lambda: threading.Thread(group=1), lambda: setattr(threading.current_thread(), "daemon", True)):
    try:
        call()
    except (RuntimeError, AssertionError) as e:
        print(type(e).__name__, e)


class Counter(threading.Thread):
    def __init__(self, limit):
        super().__init__(name=f"counter to {limit}", daemon=True)
        self.limit = limit
        self.sum = 0

    def run(self):
        for i in range(self.limit):
            self.sum += i
            if i % 10 == 0:
                time.sleep(0)


counters = [Counter(n) for n in (10, 50, 100)]
for c in counters:
    c.start()
for c in counters:
    c.join()
print([(c.name, c.daemon, c.sum) for c in counters])


class NotInitialised(threading.Thread):
    def __init__(self):
        pass


for call in (lambda t: t.start(), lambda t: t.join(), lambda t: t.name, lambda t: t.daemon, repr):
    try:
        call(NotInitialised())
    except (RuntimeError, AssertionError) as e:
        print(type(e).__name__, e)

print(threading.main_thread() is threading.current_thread(), threading.main_thread().name, threading.active_count())
gate = threading.Event()
waiting = [threading.Thread(target=gate.wait, name=f"waiting {i}") for i in range(2)]
for t in waiting:
    t.start()
print(threading.active_count(), [t.name for t in threading.enumerate()], waiting[0].is_alive())
waiting[0].join(timeout=0.01)
print(waiting[0].is_alive())
waiting[0].name = "renamed"
print(waiting[0].name, threading.enumerate()[1].name)
gate.set()
for t in waiting:
    t.join()
print(threading.active_count(), threading.enumerate() == [threading.main_thread()])


def inherits():
    print(threading.Thread().daemon, threading.current_thread().daemon)


for daemon in (True, False):
    t = threading.Thread(target=inherits, daemon=daemon)
    t.start()
    t.join()
print(threading.Thread(target=print, name=7).name, threading.Thread(target=gate.set).name.endswith("(set)"))
print(sorted(n for n in threading.__all__ if n not in ("setprofile", "settrace", "gettrace", "getprofile",
                                                      "setprofile_all_threads", "settrace_all_threads")))
