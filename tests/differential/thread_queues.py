# queue: Queue, LifoQueue, PriorityQueue, SimpleQueue between threads; full, empty, time-outs, join, shutdown.
# record-with: native
import queue
import threading
import time


def attempt(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except (queue.Empty, queue.Full, queue.ShutDown, ValueError) as e:
        return repr(e)


for cls in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    q = cls(3)
    for n in (2, 3, 1):
        q.put(n)
    print(cls.__name__, q.qsize(), q.full(), q.empty(), attempt(q.put_nowait, 4), attempt(q.put, 4, timeout=0.01),
          [q.get() for _ in range(3)], attempt(q.get_nowait), attempt(q.get, timeout=0.01), q.empty())
    print(attempt(q.get, timeout=-1), attempt(q.put, 1, timeout=-1))

s = queue.SimpleQueue()
s.put(1)
s.put_nowait(2)
print(s.qsize(), s.get(), s.get_nowait(), s.empty(), attempt(s.get, timeout=0.01), attempt(s.get, False),
      attempt(s.get, timeout=-1))
print(queue.Empty.__mro__, queue.Full.__module__, queue.SimpleQueue.__module__, queue.Queue[int])

# Producers and consumers
q = queue.Queue(maxsize=2)
results = []


def consume():
    while (item := q.get()) is not None:
        results.append(item * item)
        q.task_done()
    q.task_done()


threads = [threading.Thread(target=consume) for _ in range(3)]
for t in threads:
    t.start()
for n in range(20):
    q.put(n)
q.join()
for _ in threads:
    q.put(None)
for t in threads:
    t.join()
print(sorted(results) == [n * n for n in range(20)], q.unfinished_tasks, attempt(q.task_done))

# SimpleQueue, many getters
got = []
threads = [threading.Thread(target=lambda: got.append(s.get())) for _ in range(4)]
for t in threads:
    t.start()
for n in range(4):
    s.put(n)
for t in threads:
    t.join()
print(sorted(got))

# shutdown
q = queue.Queue(1)
q.put("left")
woken = []
t = threading.Thread(target=lambda: woken.append(attempt(q.put, "more")))
t.start()
time.sleep(0.01)
q.shutdown()
t.join()
print(woken, q.get(), attempt(q.get), attempt(q.put, 1), q.is_shutdown)
q = queue.Queue()
t = threading.Thread(target=lambda: woken.append(attempt(q.get)))
t.start()
q.shutdown(immediate=True)
t.join()
print(woken)
q = queue.Queue()
q.put(1)
q.put(2)
q.shutdown(immediate=True)
print(q.qsize(), q.unfinished_tasks, q.join())


class Unique(queue.Queue):
    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        if item not in self.queue:
            self.queue.append(item)

    def _get(self):
        return self.queue.pop(0)


u = Unique()
for n in (1, 1, 2):
    u.put(n)
print(u.qsize(), u.get(), u.get())
