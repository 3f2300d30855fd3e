# 76. `chdir` restores the working directory on exit and is reentrant.
import os
import contextlib



class Inside(contextlib.chdir):
    """contextlib's own, subclassed."""


def name():
    return os.path.basename(os.getcwd()) or "/"


def main():
    start = os.getcwd()
    with Inside("/") as value:
        print("inside:", os.getcwd(), "value:", value)
    print("restored:", os.getcwd() == start)
    os.chdir("/")
    with Inside("usr") if os.path.isdir("usr") else Inside("tmp"):
        deeper = os.getcwd()
        with Inside(".."):
            print("up:", os.getcwd())
        print("back:", os.getcwd() == deeper)
    print("root:", os.getcwd())
    manager = Inside("/tmp")
    with manager:
        with manager:
            print("twice:", os.getcwd())
        print("once:", os.getcwd())
    print("reentrant:", os.getcwd())
    try:
        with Inside("/tmp"):
            raise ValueError("body")
    except ValueError as exc:
        print("raised", exc, "in", os.getcwd())
    try:
        with Inside("/no/such/folder"):
            print("not reached")
    except FileNotFoundError as exc:
        print(type(exc).__name__, exc.strerror, exc.filename, "in", os.getcwd())
    print(manager.path, manager._old_cwd)


main()
