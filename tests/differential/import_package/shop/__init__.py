"""A shop."""
print("shop starts")
VERSION = "1.2"
from . import catalogue
from .parts import Wheel

print("shop ends")
