# `if __name__ == "__main__"`, in the program and in a module that it imports; state shared through a module.
import counter
from counter import value as copied


def main():
    counter.increase()
    counter.increase()
    print(counter.value, copied, counter.get())
    counter.value = 100
    print(counter.get(), copied)
    print(__name__, counter.__name__)


if __name__ == "__main__":
    main()
else:
    print("not reached")
