# Lock, RLock: who holds them, time-outs, errors, handing over; a counter that many threads change.
# record-with: native
import threading
import time

lock = threading.Lock()
print(lock.locked(), lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01))
lock.release()
with lock as got:
    print(got, lock.locked())
print(lock.locked())
for call in (lock.release, lambda: lock.acquire(False, 1), lambda: lock.acquire(timeout=-2),
             lambda: lock.acquire(timeout=1e15)):
    try:
        call()
    except (RuntimeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)

rlock = threading.RLock()
print(rlock.acquire(), rlock.acquire(), rlock._is_owned())


def try_it():
    print("other", rlock.acquire(blocking=False), rlock.acquire(timeout=0.01), rlock._is_owned())
    try:
        rlock.release()
    except RuntimeError as e:
        print(e)


t = threading.Thread(target=try_it)
t.start()
t.join()
rlock.release()
rlock.release()
try:
    rlock.release()
except RuntimeError as e:
    print(e)
t = threading.Thread(target=lambda: print("free", rlock.acquire(), rlock.release()))
t.start()
t.join()

total = 0


def add(n):
    global total
    for _ in range(n):
        with lock:
            before = total
            if before % 100 == 0:
                time.sleep(0)
            total = before + 1


threads = [threading.Thread(target=add, args=(1000,)) for _ in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(total)

# A plain lock may be released by another thread.
lock.acquire()
threading.Timer(0.02, lock.release).start()
start = time.monotonic()
print(lock.acquire(timeout=5), time.monotonic() - start < 4)
lock.release()

# Whoever waits gets it, though another one takes it again and again.
done = []


def greedy():
    while not done:
        with lock:
            time.sleep(0.0005)


def patient():
    for _ in range(3):
        with lock:
            pass
    done.append(True)


threads = [threading.Thread(target=greedy), threading.Thread(target=patient)]
for t in threads:
    t.start()
for t in threads:
    t.join(10)
print(done, [t.is_alive() for t in threads])
