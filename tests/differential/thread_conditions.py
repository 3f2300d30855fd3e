# Condition, Event, Semaphore, BoundedSemaphore, Barrier, Timer.
# record-with: native
import threading
import time

print(*[repr(x).split(" at ")[0] for x in (threading.Condition(), threading.Event(), threading.Semaphore(2),
                                           threading.BoundedSemaphore(), threading.Barrier(2))], sep="\n")
print(*[repr(x).split(": ")[-1] for x in (threading.Event(), threading.Semaphore(2), threading.BoundedSemaphore(3),
                                          threading.Barrier(2))], sep="\n")

# Condition
condition = threading.Condition()
items = []
got = []


def consume(n):
    with condition:
        while not items:
            condition.wait()
        got.append((n, items.pop(0)))


threads = [threading.Thread(target=consume, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for n in range(3):
    with condition:
        items.append(n)
        condition.notify()
for t in threads:
    t.join()
print(sorted(item for _, item in got), items)
for call in (condition.wait, condition.notify):
    try:
        call()
    except RuntimeError as e:
        print(e)
with condition:
    print(condition.wait(0.01), condition.wait_for(lambda: False, 0.01), condition.wait_for(lambda: 7))
    with condition:  # an RLock: both levels are given back
        threading.Thread(target=lambda: condition.acquire() and (condition.notify_all(), condition.release())).start()
        print(condition.wait(5))
plain = threading.Condition(threading.Lock())
with plain:
    print(plain.wait(0.01), repr(plain).startswith("<Condition(<locked _thread.lock"))

# Event
event = threading.Event()
print(event.is_set(), event.wait(0.01), event.wait(0))
seen = []
threads = [threading.Thread(target=lambda: seen.append(event.wait())) for _ in range(4)]
for t in threads:
    t.start()
event.set()
for t in threads:
    t.join()
print(seen, event.is_set(), event.wait())
event.clear()
print(event.is_set())

# Semaphore
semaphore = threading.Semaphore(2)
most = inside = 0
guard = threading.Lock()


def enter():
    global most, inside
    with semaphore:
        with guard:
            inside += 1
            most = max(most, inside)
        time.sleep(0.002)
        with guard:
            inside -= 1


threads = [threading.Thread(target=enter) for _ in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(most, inside)
print(semaphore.acquire(), semaphore.acquire(timeout=1), semaphore.acquire(False), semaphore.acquire(timeout=0.01))
semaphore.release(2)
bounded = threading.BoundedSemaphore(1)
for call in (bounded.release, lambda: semaphore.release(0), lambda: threading.Semaphore(-1),
             lambda: semaphore.acquire(False, 1)):
    try:
        call()
    except ValueError as e:
        print(e)

# Barrier
order = []
barrier = threading.Barrier(3, action=lambda: order.append("action"))
indices = []


def meet():
    indices.append(barrier.wait())


for _ in range(2):
    threads = [threading.Thread(target=meet) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
print(order, sorted(indices), barrier.parties, barrier.n_waiting, barrier.broken)
try:
    barrier.wait(0.01)
except threading.BrokenBarrierError as e:
    print("broken", repr(e), barrier.broken)
try:
    barrier.wait()
except threading.BrokenBarrierError:
    print("still broken")
barrier.reset()
print(barrier.broken)
failures = []


def wait_for_abort():
    try:
        barrier.wait()
    except threading.BrokenBarrierError:
        failures.append("aborted")


t = threading.Thread(target=wait_for_abort)
t.start()
while not barrier.n_waiting:
    time.sleep(0.001)
barrier.abort()
t.join()
print(failures, repr(barrier).split(": ")[-1])


def fail():
    raise KeyError("action")


barrier = threading.Barrier(1, fail)
try:
    barrier.wait()
except KeyError as e:
    print(repr(e), barrier.broken)
try:
    threading.Barrier(0)
except ValueError as e:
    print(type(e).__name__)

# Timer
timer = threading.Timer(0.01, lambda *a, **k: print("timer", a, k), [1], {"b": 2})
timer.start()
timer.join()
timer = threading.Timer(60, print, ["never"])
timer.start()
timer.cancel()
timer.join()
print(timer.is_alive(), timer.finished.is_set())
