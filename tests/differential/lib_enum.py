# enum: members, values, iteration, auto, lookups, aliases, IntEnum, Flag, methods, errors.
from enum import Enum, Flag, IntEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    def lower(self):
        return self.name.lower()

    @classmethod
    def default(cls):
        return cls.GREEN


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["GREEN"], Color.CRIMSON is Color.RED)
print(list(Color), len(Color), Color.RED in Color, Color.GREEN.lower(), Color.default(), Color.RED == 1,
      Color.RED != Color.GREEN)
print({Color.RED: "r"}[Color.RED], isinstance(Color.RED, Color), f"{Color.RED}", Color.__members__["CRIMSON"])


class State(Enum):
    NEW = auto()
    OLD = auto()
    TEXT = "text"


class Level(IntEnum):
    LOW = 1
    HIGH = 10


class Access(Flag):
    READ = auto()
    WRITE = auto()
    BOTH = READ | WRITE


print([s.value for s in State], Level.LOW < Level.HIGH, Level.HIGH + 1, sorted([Level.HIGH, Level.LOW]), max(Level),
      f"{Level.LOW}")
print(Access.READ | Access.WRITE, Access.BOTH & Access.READ, Access.READ in Access.BOTH, ~Access.READ, Access(0),
      bool(Access(0)))
for action in (lambda: Color(9), lambda: Color["BLUE"], lambda: Color.BLUE, lambda: setattr(Color, "RED", 5),
               lambda: Color.RED < Color.GREEN):
    try:
        print(action())
    except Exception as exc:
        print(type(exc).__name__, exc)
try:
    @unique
    class Twice(Enum):
        A = 1
        B = 1
except ValueError as exc:
    print(exc)
match Color.RED:
    case Color.GREEN:
        print("green")
    case Color.RED:
        print("matched red")
