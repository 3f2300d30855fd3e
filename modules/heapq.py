"""Heaps in lists."""
from _heapq import *
import _heapq

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "heappushpop", "heappush_max", "heappop_max",
           "heapify_max", "heapreplace_max", "heappushpop_max", "nlargest", "nsmallest", "merge"]

# Before 3.14 they were private.
_heapify_max, _heappush_max, _heappop_max = heapify_max, heappush_max, heappop_max
_heapreplace_max, _heappushpop_max = heapreplace_max, heappushpop_max


class _Source:
    """An input of merge() with the item that it offers next."""

    __slots__ = ("key", "item", "order", "iterator")

    def __lt__(self, other):
        if self.key < other.key:
            return True
        return not other.key < self.key and self.order < other.order


class _LargestFirst(_Source):
    __slots__ = ()

    def __lt__(self, other):
        if other.key < self.key:
            return True
        return not self.key < other.key and self.order < other.order


def merge(*iterables, key=None, reverse=False):
    """The items of sorted inputs in order; each input is read only as far as needed."""
    kind = _LargestFirst if reverse else _Source
    heap = []
    for order, iterator in enumerate(map(iter, iterables)):
        for item in iterator:
            source = kind()
            source.order, source.iterator = order, iterator
            source.item, source.key = item, item if key is None else key(item)
            heap.append(source)
            break
    _heapq.heapify(heap)
    while len(heap) > 1:
        source = heap[0]
        yield source.item
        for item in source.iterator:
            source.item, source.key = item, item if key is None else key(item)
            _heapq.heapreplace(heap, source)
            break
        else:
            _heapq.heappop(heap)
    if heap:
        yield heap[0].item
        yield from heap[0].iterator


def nlargest(n, iterable, key=None):
    """As sorted(iterable, key=key, reverse=True)[:n]."""
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


def nsmallest(n, iterable, key=None):
    """As sorted(iterable, key=key)[:n]."""
    return sorted(iterable, key=key)[:max(n, 0)]
