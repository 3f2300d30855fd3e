# record-with: native
# Timers and masks of signals.
import os
import signal
import time

fired = []
signal.signal(signal.SIGALRM, lambda number, frame: fired.append(signal.Signals(number).name))
print(signal.setitimer(signal.ITIMER_REAL, 0.01), signal.getitimer(signal.ITIMER_REAL)[1])
while not fired:
    time.sleep(0.005)
print(fired, signal.getitimer(signal.ITIMER_REAL))
print(signal.setitimer(signal.ITIMER_REAL, 5, 0.5)[0], signal.setitimer(signal.ITIMER_REAL, 0)[1])
try:
    signal.setitimer(1000, 0)
except signal.ItimerError as error:
    print(type(error), isinstance(error, OSError), error)

signal.signal(signal.SIGUSR1, lambda number, frame: print("usr1"))
print(signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1}))
os.kill(os.getpid(), signal.SIGUSR1)
print("blocked", signal.sigpending())
print(signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1]))
print("unblocked", signal.sigpending(), signal.SIG_BLOCK, signal.Sigmasks.SIG_SETMASK)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
os.kill(os.getpid(), signal.SIGUSR2)
print(repr(signal.sigwait([signal.SIGUSR2])))
print(signal.siginterrupt(signal.SIGUSR1, False))
for wrong in (lambda: signal.pthread_sigmask(signal.SIG_BLOCK, [1000]), lambda: signal.pthread_sigmask(99, [])):
    try:
        print(wrong())
    except (ValueError, OSError) as error:
        print(type(error).__name__, error)
