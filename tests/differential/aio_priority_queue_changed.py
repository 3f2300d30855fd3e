"""Comparing the items of a PriorityQueue changes the queue: heapq notices."""

import asyncio
import heapq


class Item:
    def __init__(self, rank, meddle=None):
        self.rank = rank
        self.meddle = meddle

    def __lt__(self, other):
        if self.meddle is not None:
            meddle, self.meddle = self.meddle, None
            meddle()
        return self.rank < other.rank

    def __repr__(self):
        return f"Item({self.rank})"


async def main():
    queue = asyncio.PriorityQueue()
    for rank in (5, 3, 8, 1):
        queue.put_nowait(Item(rank))
    try:
        queue.put_nowait(Item(2, lambda: [queue.put_nowait(Item(r)) for r in range(20, 60)]))
    except RuntimeError as e:
        print("put:", e)
    print(queue.qsize())

    queue = asyncio.PriorityQueue()
    for rank in (4, 6, 7, 9, 10, 11):
        queue.put_nowait(Item(rank))
    queue.put_nowait(Item(5))
    queue.put_nowait(Item(12))
    order = []
    while not queue.empty():
        order.append(queue.get_nowait())
    print(order)

    heap = [Item(r) for r in (3, 1, 2)]
    heapq.heapify(heap)
    heap[1].meddle = heap.clear
    heap[2].meddle = heap.clear
    try:
        print(heapq.heappop(heap))
        heapq.heappush(heap, Item(0, heap.clear))
    except (RuntimeError, IndexError) as e:
        print("heap:", type(e).__name__, e)


asyncio.run(main())
