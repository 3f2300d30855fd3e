# Variables of comprehensions that operations hold on to: in chains, as receivers, in calls.
def f(x): return x
xs = ["a", " b", "c "]
print([x for x in xs if "" < x < "zz"])
print([x.strip(f(" ")) + x for x in xs if x.startswith((f("a"), f(" ")))])
print([(x.strip(*[f(" ")]), x) for x in xs])
print([x for x in xs if x.replace(f("a"), f("b")) and x.replace(f("a"), "c") and 0 < len(x) <= 2 < 3])
print({x: x for x in xs if "" <= x <= "z" and x.find(f("a")) == 0})
print([y for x in xs for y in x if "" < y < "c" and "" < x <= "b" ])


class Box:
    def __init__(self, n):
        self.n = n

    def add(self, *others):
        return Box(self.n + sum(o.n for o in others))

    def __repr__(self):
        return f"Box({self.n})"

    def __lt__(self, other):
        return self.n < other.n


boxes = [Box(n) for n in range(4)]
print([b.add(b.add(b), f(b)) for b in boxes if boxes[0] < b < boxes[3] and b.add(f(b)) < boxes[3]])
print([b for b in boxes if b.add(*[f(b)]).n and f(b) is b is not None])
print(sorted(b for b in boxes if boxes[1] < b.add(f(b)) < boxes[3].add(f(boxes[2]))))
print({b.n: [c for c in boxes if b < c < b.add(f(c), f(b))] for b in boxes})
