"""Weak references, under the name that library modules import."""
from weakref import ReferenceType, ref

from weakref import *
