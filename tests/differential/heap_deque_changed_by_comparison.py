import heapq
from collections import deque
class Evil:
    def __lt__(self, o):
        heap.clear()
        return NotImplemented
class E2:
    def __init__(self, heap): self.heap = heap
    def __lt__(self, o):
        self.heap.clear()
        return True
heap = []
heapq.heappush(heap, E2(heap))
try: print(heapq.heappushpop(heap, 1))
except IndexError as e: print(e)
for f in (heapq.heapify, lambda h: heapq.heappush(h, E2(h)), heapq.heappop, lambda h: heapq.heapreplace(h, 3)):
    h = []
    h += [E2(h) for _ in range(5)]
    try: f(h); print("fine")
    except (RuntimeError, IndexError) as e: print(type(e).__name__, e)
class MutateCmp:
    def __init__(self, deque, result): self.deque, self.result = deque, result
    def __eq__(self, other):
        self.deque.clear()
        return self.result
for match in (True, False):
    for call in ("remove", "index", "count", "__contains__"):
        d = deque(["ab"])
        d.extend([MutateCmp(d, match), "c"])
        try: print(getattr(d, call)("c"))
        except (IndexError, RuntimeError, ValueError) as e: print(match, call, type(e).__name__, e)
