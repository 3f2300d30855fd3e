from .. import VERSION
from ..catalogue import price as _price

print("wheel starts, shop is at", VERSION)


class Wheel:
    def __init__(self, size):
        self.size = size

    def __repr__(self):
        return f"Wheel({self.size}, {_price('cup')})"
