# Where heapq's functions say that they come from, and the names that they had before 3.14.
import _heapq
import heapq

for name in heapq.__all__:
    function = getattr(heapq, name)
    print(name, function.__module__, getattr(_heapq, name, None) is function)
for name in "_heapify_max", "_heappush_max", "_heappop_max", "_heapreplace_max", "_heappushpop_max":
    print(name, getattr(heapq, name) is getattr(heapq, name[1:]))
