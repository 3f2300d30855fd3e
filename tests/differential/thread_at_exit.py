# The order at the end: threads are waited for, then atexit callbacks run; daemons just stop.
# record-with: native
import atexit
import threading
import time

atexit.register(print, "atexit: first registered, last called")
atexit.register(lambda: print("atexit: threads", [t.name for t in threading.enumerate() if not t.daemon]))


def slow():
    time.sleep(0.3)
    print("slow thread is over")
    threading.Thread(target=late, name="late").start()


def late():
    time.sleep(0.02)
    print("a thread that another one started at the end")


def forever():
    while True:
        time.sleep(0.001)


def spin():
    n = 0
    while True:
        n += 1


threading.Thread(target=slow, name="slow").start()
threading.Thread(target=forever, daemon=True).start()
threading.Thread(target=spin, daemon=True).start()
threading.Thread(target=threading.Event().wait, daemon=True).start()
print("main is over")
