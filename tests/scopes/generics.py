from typing import Callable

type Pair[A, B: int = str] = tuple[A, B]
type Simple = list[Pair]


def first[T: (int, str), *Ts, **P](rows: list[T], call: Callable[P, T]) -> T:
    def inner(x: T = rows) -> T:
        return x

    return inner()


class Box[T, __U = T](list[T], metaclass=type):
    kind = int
    item: T
    other: kind

    def get(self, key: kind) -> T:
        value: T = self.item
        return value

    def convert[V](self, to: V, more: __U = kind) -> "V":
        type Local = V | kind
        return Local

    type Alias[X] = dict[X, kind]


def outer():
    kind = str

    class Inner:
        kind = int
        item: kind

        def get(self) -> kind:
            return kind

    return Inner
