# record-with: native
# Signal handlers written in Python; names of signals.
import os
import signal
import time


def handler(number, frame):
    print("handled", signal.Signals(number).name, frame.f_code.co_name)


def wait():
    for _ in range(100):
        time.sleep(0.001)
        if seen:
            break


seen = []
print(signal.signal(signal.SIGUSR1, handler))
os.kill(os.getpid(), signal.SIGUSR1)
len("")
print(signal.getsignal(signal.SIGUSR1) is handler)
signal.signal(signal.SIGUSR2, lambda number, frame: seen.append(number))
signal.raise_signal(signal.SIGUSR2)
wait()
print(seen == [signal.SIGUSR2], signal.SIGUSR2)
print(repr(signal.SIGINT), signal.Signals["SIGTERM"], signal.SIG_DFL, repr(signal.SIG_IGN))
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is handler, repr(signal.getsignal(signal.SIGUSR1)))
signal.raise_signal(signal.SIGUSR1)
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
try:
    signal.raise_signal(signal.SIGINT)
    wait()
except KeyboardInterrupt as error:
    print("interrupted", repr(error))


def fail(number, frame):
    raise ValueError("from a handler")


signal.signal(signal.SIGALRM, fail)
try:
    signal.raise_signal(signal.SIGALRM)
    wait()
except ValueError as error:
    print(error)
for bad in (0, 1000):
    try:
        signal.signal(bad, handler)
    except ValueError as error:
        print(error)
try:
    signal.signal(signal.SIGUSR1, "x")
except TypeError as error:
    print(error)
print(signal.strsignal(signal.SIGTERM), signal.SIGTERM in signal.valid_signals())
