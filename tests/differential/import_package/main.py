# Packages: absolute and relative imports, __init__, __all__, aliases, module attributes, import order.
print("main starts")
import shop
import shop.parts.wheel as wheel
from shop import VERSION, catalogue
from shop.catalogue import *
from shop.parts import Wheel, names as part_names

print(shop.__name__, shop.VERSION is VERSION, shop.catalogue is catalogue, wheel.__name__, wheel.__package__)
print(price("tea"), part_names(), Wheel(26), Wheel.__module__, shop.parts.wheel.Wheel is Wheel)
try:
    hidden()
except NameError as exc:
    print(exc)
print(catalogue.hidden(), catalogue.__name__, catalogue.__doc__)
catalogue.RATE = 2
print(price("tea"))


def late():
    from shop.parts import lazy
    return lazy.VALUE


print("before late")
print(late(), late())
try:
    import shop.nothing
except ImportError as exc:
    print(type(exc).__name__, exc)
try:
    from shop import nothing
except ImportError as exc:
    print(type(exc).__name__, str(exc).split(" (")[0])
try:
    shop.missing
except AttributeError as exc:
    print(exc)
print(hasattr(shop, "parts"), sorted(name for name in vars(shop) if not name.startswith("_")))
