"""Assigning to `__class__`: the attributes stay, whatever the methods of either class store; how attributes die."""


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class Idle:
    def __init__(self):
        self.log = ["idle"]

    def start(self):
        self.__class__ = Busy
        self.job = Noisy("job")
        self.log.append("busy")


class Busy:
    def stop(self):
        self.__class__ = Plain
        self.result, self.job, self.extra, self.more = 1, None, 2, 3
        self.log.append("stopped")


class Plain:
    pass


machine = Idle()
machine.start()
print(type(machine).__name__, machine.log)
machine.stop()
print(type(machine).__name__, machine.__dict__)
machine.__class__ = Idle
machine.start()
print(type(machine).__name__, sorted(vars(machine)))
plain = Plain()
plain.__class__ = Busy
plain.a = 1
print(vars(plain), isinstance(plain, Busy))


class Slotted:
    __slots__ = ("x",)


try:
    plain.__class__ = Slotted
except TypeError as e:
    print(e)
try:
    plain.__class__ = int
except TypeError as e:
    print(e)


class Owner:
    def __init__(self):
        self.pool = Noisy("pool")
        self.__private = Noisy("private")
        self.cache = Noisy("cache")
        self.count = 0
        self.count += 1
        self.db = Noisy("db")


class Derived(Owner):
    def __init__(self):
        self.zone = Noisy("zone")
        super().__init__()
        self.area = Noisy("area")


class Other:
    def set(this, value):
        this.second = value

    def first(self):
        self.one = Noisy("one")

        def later():
            self.inner = Noisy("inner")

        later()


class Nested:
    def make(self):
        class Inside:
            def store(self):
                self.inside = 1

        [self.item for self.item in [1]]
        for self.each in [2]:
            pass
        self.annotated: int = 3
        self.unset: int
        del self.item
        return Inside


print(Owner.__static_attributes__, Derived.__static_attributes__, Other.__static_attributes__)
print(Nested.__static_attributes__, Nested().make().__static_attributes__)
for cls in Owner, Derived, Other:
    print("--", cls.__name__)
    made = cls()
    if cls is Other:
        made.set(Noisy("second"))
        made.first()
    del made
