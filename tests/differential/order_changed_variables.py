# Operands that are variables are read after the calls before them, which change them.
total = 0


def count():
    global total
    total += 1
    return total


def show(*args, **kwargs):
    print(args, kwargs)


class Number:
    def __add__(self, other):
        return count() * 100 + other

    def __getattr__(self, name):
        return lambda *args: (name, count(), args)


show(count(), total, count(), total)
print([count(), total], (total, count()), {count(): total}, {count(), total}, f"{count()} {total}")
print(count() + total, total + count(), count() == total, Number() + total, count() <= total <= count())
show(first=count(), second=total)
show(*[count()], total, **{"a": count(), "b": total})
print(Number().method(total), [10, 20, 30, 40][count() - total : total], slice(count(), total))
numbers = [count(), total]
numbers[count() - total] = total
print(numbers, (count(), total)[1], [count() for _ in range(2)] + [total])


def outer():
    level = "outer"

    def change():
        nonlocal level
        level += "+"
        return level

    print(change(), level, change(), level)
    print((change(), level), [change(), level], {change(): level}, change() + level, level + change())
    return change(), level


print(outer())


class Body:
    inside = 1
    both = count(), total, inside

    def read(self):
        return self.step(), self.inside

    def step(self):
        self.inside = count()
        return self.inside


print(Body.both, Body().read())
