"""Uses store.hpp; prints what goes wrong, and how much was checked."""

import gc
import time
import weakref

import store

passed = failed = 0


def check(value, expected):
    global passed, failed
    if value == expected:
        passed += 1
    else:
        failed += 1
        print("FAILED  ", repr(value), "is not", repr(expected))


def raised(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def containers():
    users = store.users()
    check([(u.name, u.age) for u in users], [("ann", 30), ("bob", 40)])
    check(type(users[0]) is store.User, True)
    users[0].age = 31
    check(store.ages(users), 71)
    check(store.ages([]), 0)
    check(raised(store.ages, [1]), "TypeError: ages(list) does not fit ages(users: list[User])")
    check(raised(store.ages, [None]), "TypeError: ages(list) does not fit ages(users: list[User])")
    check(store.find("ann").name, "ann")
    check(store.find("x"), None)
    check((store.named(users[1]), store.named(None), store.named()), ("bob", "nobody", "nobody"))
    table = store.table(users)
    check({k: u.age for k, u in table.items()}, {"ann": 31, "bob": 40})
    check(store.keys(table), ["ann31", "bob40"])
    user, years = store.older((users[1], 2))
    check((user.age, years, users[1].age), (42, 2, 40))
    check(sorted(store.counted({"a": 1, "b": 2}).items()), [("a", 2), ("b", 3)])
    one, none, two = store.shared()
    check((none, one == two), (None, True))
    check((store.grow([one, two]), one.age, two.age), (7, 7, 7))
    check([hasattr(store, name) for name in ("locks", "unique")], [False, False])


def templates():
    pool = store.int_pool()
    check(pool.put(4) is not None and pool.put(5, 1).items(), [4, 4, 5])
    check((pool.last(), store.int_pool().last(), pool.size), (5, None, 2))
    check(store.int_pool.limit(), 2)
    check((store.int_pool.weight, store.word_pool.weight, pool.weight), (3.0, 4.5, 3.0))
    check(pool.fold(lambda a, b: a * 10 + b, 0), 445)
    check(store.total(pool), 13)
    check(store.total(store.int_pool([1, 2])), 3)
    check(pool.joined(store.int_pool([9])).items(), [4, 4, 5, 9])
    words = store.word_pool(["a"])
    check((words.put("b").items(), words.size, store.word_pool.limit()), (["a", "b", "b", "b"], 3, 3))
    check(raised(words.put, 1),
          "TypeError: word_pool.put(int) does not fit put(item: str, times: int = ...)")
    check(store.word_pool.__doc__, "Words, three of each.")
    users = store.user_pool(store.users())
    check(users.last().name, "bob")
    check(users.fold(lambda a, b: a if a.age > b.age else b, store.User("eve", 35)).name, "bob")
    check(raised(users.fold, lambda a, b: 1, store.User("eve")),
          "TypeError: callback() result must be an object of C++, not int")
    check(raised(store.total, words), "TypeError: total(store.word_pool) does not fit total(pool: int_pool)")
    check(hasattr(store, "same_pool"), False)
    check(store.special_int().twice(4), 8)
    big = store.BigPool()
    check((big.put(1).items(), big.big(), isinstance(big, store.int_pool)), ([1, 1], 102, True))
    check(store.total(big), 2)
    both = store.Both()
    check((both.both(), both.label), ("named!", "named"))
    both.label = "other"
    check(both.both(), "other!")


def callbacks():
    check(store.apply(lambda n, text: n + len(text), 5), 9)
    check(raised(store.apply, 5, 5), "TypeError: apply(int, int) does not fit apply(f: Callable[[int, str], int], n: int)")
    check(raised(store.apply, lambda n, text: text, 5), "TypeError: callback() result must be int, not str")

    def fails(n, text):
        raise KeyError(text)

    check(raised(store.apply, fails, 5), "KeyError: 'text'")
    check(raised(store.apply, lambda: 0, 5)[:9], "TypeError")
    seen = []
    store.each(store.users(), lambda user: seen.append(user))
    check([user.name for user in seen], ["ann", "bob"])
    signal = store.Signal()
    signal.connect(seen.append)

    class Counter:
        def __call__(self, n):
            seen.append(-n)

    counter = Counter()
    gone = weakref.ref(counter)
    signal.connect(counter)
    del counter, seen[:]
    signal.emit(3)
    check(seen, [3, -3])
    signal.emit_elsewhere(4)
    for _ in range(200):
        if len(seen) == 4:
            break
        time.sleep(0.01)
    check(seen, [3, -3, 4, -4])
    check(gone() is not None, True)
    del signal
    gc.collect()
    check(gone(), None)
    check(hasattr(store.Signal, "first"), False)


containers()
templates()
callbacks()
print(f"native store: {passed} passed, {failed} failed, 0 skipped")
raise SystemExit(failed != 0)
