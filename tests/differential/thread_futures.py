# concurrent.futures: ThreadPoolExecutor, Future, wait, as_completed, map; cancelling, errors, shutting down.
# record-with: native
import concurrent.futures as cf
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def attempt(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except BaseException as e:
        return f"{type(e).__module__}.{type(e).__qualname__}: {e}"


def shown(future):
    text = repr(future)
    return text[:text.index(" at ")] + text[text.index(" state"):]


with ThreadPoolExecutor(max_workers=2, thread_name_prefix="pool") as pool:
    f = pool.submit(pow, 2, 5)
    print(f.result(), f.done(), f.running(), f.cancelled(), f.exception(), shown(f))
    f = pool.submit(int, "x")
    print(repr(f.exception()), shown(f), attempt(f.result))
    print(list(pool.map(lambda a, b: a + b, [1, 2, 3], [10, 20, 30])))
    print(attempt(lambda: list(pool.map(int, ["1", "y", "3"]))))
    names = {pool.submit(threading.current_thread).result().name for _ in range(10)}
    print(names <= {"pool_0", "pool_1"})
    gate = threading.Event()
    blocked = [pool.submit(gate.wait) for _ in range(2)]
    waiting = pool.submit(print, "never")
    time.sleep(0.01)
    print(shown(blocked[0]), shown(waiting), blocked[0].cancel(), waiting.cancel(), waiting.cancel(), shown(waiting))
    print(attempt(waiting.result), attempt(blocked[0].result, timeout=0.01))
    done, not_done = cf.wait(blocked + [waiting], timeout=0.01)
    print(len(done), len(not_done))
    called = []
    blocked[1].add_done_callback(lambda f: called.append(f.result()))
    gate.set()
    print(cf.wait(blocked).not_done)
    blocked[1].add_done_callback(lambda f: called.append("at once"))
    while len(called) < 2:
        time.sleep(0.001)
    print(sorted(map(str, called)))
print(attempt(pool.submit, print))

with ThreadPoolExecutor(3) as pool:
    fs = [pool.submit(lambda d: time.sleep(d / 40) or d, d) for d in (4, 1, 2)]
    print([f.result() for f in cf.as_completed(fs)])
    print(sorted(f.result() for f in cf.as_completed(fs + fs)))
    fs = [pool.submit(time.sleep, 0.2), pool.submit(int, "z")]
    done, not_done = cf.wait(fs, return_when=cf.FIRST_EXCEPTION)
    print(len(done), len(not_done), done == {fs[1]})
    done, not_done = cf.wait(fs, return_when=cf.FIRST_COMPLETED)
    print(len(done), len(not_done))
    print(attempt(lambda: [f for f in cf.as_completed([fs[0]], timeout=0.001)]))
    print(attempt(cf.wait, fs, return_when="whenever"))
    print(attempt(lambda: list(pool.map(time.sleep, [0.05], timeout=0.001))))

print(attempt(ThreadPoolExecutor, 0), attempt(ThreadPoolExecutor, initializer=1))
with ThreadPoolExecutor(1, initializer=lambda x: called.append(x), initargs=("init",)) as pool:
    print(pool.submit(len, "abc").result(), called[-1])

pool = ThreadPoolExecutor(1)
gate.clear()
first = pool.submit(gate.wait)
rest = [pool.submit(len, "x") for _ in range(3)]
pool.shutdown(wait=False, cancel_futures=True)
gate.set()
print(first.result(), [f.cancelled() for f in rest])

# Futures by hand
f = cf.Future()
print(shown(f), f.set_running_or_notify_cancel(), shown(f), f.cancel())
f.set_result(1)
print(attempt(f.set_result, 2).split(" at ")[0], shown(f))
f = cf.Future()
f.set_exception(KeyError("k"))
print(attempt(f.result), shown(f))
f = cf.Future()
f.cancel()
print(f.set_running_or_notify_cancel(), shown(f), attempt(f.exception))
print(cf.CancelledError.__mro__[1:3], cf.TimeoutError is TimeoutError, cf.BrokenExecutor.__mro__[1])
print(cf.wait([]), attempt(cf.Executor().submit, print))


# A pool that nobody shuts down: its threads end with the program.
pool = ThreadPoolExecutor(2)
pool.submit(lambda: (time.sleep(0.02), print("the last call")))
sys.stdout.flush()
