# try/finally with return, break and continue: which one wins.


def both():
    try:
        return "try"
    finally:
        print("finally runs")


def value_is_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


def raised_then_return_after():
    try:
        try:
            raise ValueError
        finally:
            print("cleaning")
    except ValueError:
        return "handled"


def loop():
    done = []
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            done.append(i)
        finally:
            done.append(f"f{i}")
    return done


def nested():
    try:
        try:
            return "inner"
        finally:
            print("first finally")
    finally:
        print("second finally")


def return_in_handler():
    try:
        raise KeyError("x")
    except KeyError:
        return "from handler"
    finally:
        print("after the handler's return")


def raise_in_finally():
    try:
        return "lost"
    finally:
        raise ValueError("from finally")


def generator():
    try:
        yield 1
        yield 2
    finally:
        print("generator finally")


print(both())
print(value_is_kept())
print(raised_then_return_after())
print(loop())
print(nested())
print(return_in_handler())
try:
    raise_in_finally()
except ValueError as exc:
    print(exc, exc.__context__)
for n in generator():
    print(n)
    break
print(list(generator()))
while True:
    try:
        print("once")
        break
    finally:
        print("while finally")
