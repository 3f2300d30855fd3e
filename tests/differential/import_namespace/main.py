# Namespace packages (PEP 420): folders without __init__.py.
"""A docstring behind a comment."""
import spaces.inner.measure
from spaces import plain
from spaces.inner import measure
import spaces

print(__doc__)
print(measure.__doc__, measure.__name__, measure.__package__, plain.NAME)
print(spaces.__name__, spaces.__file__, spaces.__doc__, spaces.__package__, len(list(spaces.__path__)) >= 1)
print(spaces.inner.measure is measure, spaces.inner.__name__, repr(spaces.inner).startswith("<module 'spaces.inner' (namespace) from"))
try:
    from spaces import nothing
except ImportError as exc:
    print(type(exc).__name__, exc)
try:
    import spaces.nothing
except ImportError as exc:
    print(type(exc).__name__, exc)
