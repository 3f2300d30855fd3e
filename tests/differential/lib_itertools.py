# itertools: the whole usual set.
import itertools as it

print(list(it.chain([1, 2], "ab", (x for x in range(2)))), list(it.chain.from_iterable([[1], [2, 3]])))
print(list(it.islice(it.count(10, 5), 4)), list(it.islice("abcdefg", 2, None, 2)), list(it.islice(it.cycle("ab"), 5)),
      list(it.repeat("x", 3)))
print(list(it.accumulate([1, 2, 3, 4])), list(it.accumulate([3, 1, 2], max)), list(it.accumulate([1, 2], initial=10)))
print(list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.dropwhile(lambda x: x < 3, [1, 2, 3, 1])),
      list(it.filterfalse(lambda x: x % 2, range(6))))
print(list(it.product([1, 2], "ab")), list(it.product([0, 1], repeat=2)), list(it.permutations([1, 2, 3], 2)))
print(list(it.combinations("abcd", 2)), list(it.combinations_with_replacement([1, 2], 2)))
print(list(it.zip_longest([1, 2, 3], "a", fillvalue=0)), list(it.starmap(pow, [(2, 3), (3, 2)])),
      list(it.compress("abcd", [1, 0, 1, 0])), list(it.pairwise([1, 2, 3])))
print([(key, list(group)) for key, group in it.groupby([1, 1, 2, 3, 3, 1])],
      [(k, len(list(g))) for k, g in it.groupby("aAbB", key=str.lower)])
a, b = it.tee(iter([1, 2, 3]))
print(next(a), list(b), list(a), list(it.batched("abcde", 2)))
counter = it.count()
print([next(counter) for _ in range(3)], next(counter))
try:
    list(it.islice([1], -1))
except ValueError as exc:
    print(exc)
try:
    it.combinations("ab", -1)
except ValueError as exc:
    print(exc)
