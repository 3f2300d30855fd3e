# enum.verify and its checks, global_enum, show_flag_values, bin
import enum
from enum import CONTINUOUS, NAMED_FLAGS, UNIQUE, Enum, EnumCheck, Flag, IntEnum, IntFlag, auto, global_enum, verify


def attempt(make):
    try:
        print(list(make()))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


@attempt
def continuous():
    @verify(CONTINUOUS)
    class Gap(IntEnum):
        A = 1
        B = 4
        C = 6
    return Gap


@attempt
def continuous_flag():
    @verify(CONTINUOUS, UNIQUE)
    class Bits(Flag):
        A = 1
        B = 16
    return Bits


@attempt
def unique():
    @verify(UNIQUE)
    class Same(Enum):
        A = 1
        B = 1
        C = 2
        D = 2
    return Same


@attempt
def named():
    @verify(NAMED_FLAGS)
    class Missing(Flag):
        A = 1
        B = 2
        ALL = 15
        MORE = 48
    return Missing


@attempt
def good():
    @verify(UNIQUE, CONTINUOUS)
    class Good(Enum):
        A = auto()
        B = auto()
    return Good


attempt(lambda: verify(UNIQUE)(int))


@global_enum
class Level(IntEnum):
    LOW = 1
    HIGH = 2


@global_enum
class Access(Flag):
    READ = 1
    WRITE = 2


@global_enum
class Mode(IntFlag):
    R = 4
    W = 2


print(repr(LOW), str(HIGH), LOW + HIGH, repr(READ), str(READ), repr(READ | WRITE), repr(Access(0)), repr(R | W | Mode(8)))
print(enum.show_flag_values(13), enum.bin(10), enum.bin(~10), enum.bin(1, 6), list(EnumCheck), repr(enum.UNIQUE))
try:
    enum.nothing
except AttributeError as error:
    print(error)
