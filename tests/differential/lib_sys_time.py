# sys and time: versions, streams, exceptions, clocks.
import sys
import time

print(sys.version_info >= (3, 8), sys.version_info[0], sys.version_info.major, type(sys.version_info).__name__)
print(type(sys.argv).__name__, len(sys.argv), sys.byteorder, sys.getrecursionlimit() >= 500, sys.maxunicode)
sys.stdout.write("written\n")
print("to stdout", file=sys.stdout)
print(sys.exc_info(), sys.exception())
start = time.perf_counter()
time.sleep(0.01)
elapsed = time.perf_counter() - start
print(0.009 < elapsed < 5, time.monotonic() <= time.monotonic(), time.time() > 1_600_000_000)
print(isinstance(time.perf_counter_ns(), int), isinstance(time.time_ns(), int))
try:
    time.sleep(-1)
except ValueError as exc:
    print(exc)
print("__main__" in sys.modules, sys.modules["sys"] is sys, sys.intern("a") == "a", sys.flags.optimize, __debug__)
print(sys.getrefcount(object()) >= 1, sys.stdin is not None, sys.platform in ("linux", "emscripten"))
sys.stdout.flush()
