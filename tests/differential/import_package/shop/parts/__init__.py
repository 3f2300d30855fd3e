print("parts starts")
from .wheel import Wheel


def names():
    return [Wheel.__name__.lower()]
