# Clocks by number, zones, texts of moments and back.
import os
import time

for name in sorted(n for n in dir(time) if n.startswith("CLOCK_") and n in
                   ("CLOCK_REALTIME", "CLOCK_MONOTONIC", "CLOCK_PROCESS_CPUTIME_ID", "CLOCK_THREAD_CPUTIME_ID")):
    clock = getattr(time, name)
    print(name, clock, type(time.clock_gettime(clock)).__name__, type(time.clock_gettime_ns(clock)).__name__,
          0 < time.clock_getres(clock) < 1)
print(abs(time.clock_gettime(time.CLOCK_REALTIME) - time.time()) < 5)
for name in ("time", "monotonic", "perf_counter", "process_time"):
    info = time.get_clock_info(name)
    print(name, info.monotonic, info.adjustable, 0 < info.resolution < 1)
for call in [lambda: time.get_clock_info("no"), lambda: time.get_clock_info(1),
             lambda: time.clock_gettime("x")]:
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)

print(time.asctime((2024, 2, 29, 1, 2, 3, 3, 60, 0)), time.asctime((12024, 2, 9, 1, 2, 3, 3, 60, 0)))
print(time.strftime("%Y-%m-%d %H:%M:%S %j %a %w %%", (2024, 2, 29, 1, 2, 3, 3, 60, 0)))
print(time.strftime("%Y %m %d %j", (2024, 0, 0, 0, 0, 0, 0, 0, 0)), repr(time.strftime("")))
for parts in [(2024, 13, 1, 0, 0, 0, 0, 1, 0), (2024, 1, 32, 0, 0, 0, 0, 1, 0), (2024, 1, 1, 24, 0, 0, 0, 1, 0),
              (2024, 1, 1, 0, 60, 0, 0, 1, 0), (2024, 1, 1, 0, 0, 62, 0, 1, 0), (2024, 1, 1, 0, 0, 0, 0, 367, 0),
              (2024, 1, 1), [2024, 1, 1, 0, 0, 0, 0, 1, 0]]:
    for function in (lambda t: time.strftime("%c", t), time.asctime):
        try:
            print(function(parts))
        except Exception as error:
            print(type(error).__name__, error)
print(time.gmtime(0), time.strftime("%Z %z", time.gmtime(0)))
for moment in ("Thu Feb 29 01:02:03 2024",):
    print(time.strptime(moment))
print(time.strptime("29.02.24 5PM", "%d.%m.%y %I%p"))
print(time.strptime("2024 W09 4 +0130", "%G W%V %u %z").tm_gmtoff)
for text, form in [("x", "%Y"), ("2024-13", "%Y-%m"), ("2024 x", "%Y"), ("1", "%Q")]:
    try:
        print(time.strptime(text, form))
    except ValueError as error:
        print(error)
