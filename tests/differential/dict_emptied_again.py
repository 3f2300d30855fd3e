"""Dicts and sets that are emptied again and again: looking for what is not there must come to an end."""
d = {}
for i in range(1000):
    d[i] = 1
    del d[i]
print(len(d))
s = set()
for i in range(1000):
    s.add(i)
    s.discard(i)
print(len(s))
class K: pass
keys = [K() for _ in range(500)]
for k in keys:
    d[k] = k
    del d[k]
print(d)
for i in range(300):
    d[i] = i
    if i % 3: d.popitem()
print(len(d))
