"""The abstract base classes, under the name that library modules import."""
from collections.abc import *

dict_keys, dict_values, dict_items = type({}.keys()), type({}.values()), type({}.items())
mappingproxy = type(type.__dict__)


def _check_methods(C, *methods):
    for method in methods:
        for cls in C.__mro__:
            if method in cls.__dict__:
                if cls.__dict__[method] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True
