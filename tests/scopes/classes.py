size = 0


class Pool:
    """A pool."""

    size = size
    __free = []
    kind: type = list

    def __init__(self, size, __hidden=None):
        self.__free = __hidden or Pool.__free
        self.size = size
        super().__init__()

    def grow(self):
        def inside():
            return __class__, size

        return inside

    def __private(self):
        return __name__, __free

    names = [__private for __private in dir()]
    global shared
    shared = 1

    @property
    def shared_size(self):
        return shared


def make(size):
    base = object

    class Inner(base, metaclass=type):
        size = size

        def get(self):
            return size, base

        class Deeper:
            size = base

            def get(self):
                return size

    return Inner


class ___:
    __x = 1
