import random
random.seed(7)
enabled = False
def f():
    if random.random() < 0.3 and enabled:
        random.choice((set1, set2, set3)).clear()
def make():
    class Bad:
        def __hash__(self): return random.randrange(4)
        def __eq__(self, other):
            if enabled and random.random() < 0.3:
                random.choice((set1, set2)).clear()
            return bool(random.randrange(2))
    return Bad()
ops = [lambda a, b: a & b, lambda a, b: a | b, lambda a, b: a - b, lambda a, b: a ^ b, lambda a, b: a == b, lambda a, b: a < b, lambda a, b: a <= b,
       set.isdisjoint, set.issubset, set.issuperset, set.intersection, set.union, set.difference, set.symmetric_difference,
       set.update, set.intersection_update, set.difference_update, set.symmetric_difference_update, lambda a, b: a.copy(), lambda a, b: repr(a), lambda a, b: a.__iand__(b), lambda a, b: a.__ixor__(b)]
for op in ops:
    for _ in range(200):
        set1 = set(); set2 = set()
        enabled = False
        for i in range(20): set1.add(make())
        for i in range(20): set2.add(make())
        enabled = True
        try: op(set1, set2)
        except RuntimeError as e: pass
        enabled = False
print("fine")
