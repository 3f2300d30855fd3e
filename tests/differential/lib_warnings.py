# warnings: filters, catching, categories, and what an error filter does.
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("plain")
    warnings.warn("deprecated", DeprecationWarning)
    warnings.warn(UserWarning("an instance"), stacklevel=1)
print([(w.category.__name__, str(w.message)) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("now an error", RuntimeWarning)
    except RuntimeWarning as exc:
        print(repr(exc))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("ignore")
    warnings.warn("nobody sees this")
    warnings.filterwarnings("always", category=FutureWarning)
    warnings.warn("future", FutureWarning)
print(len(caught), caught[0].message)


def old():
    warnings.warn("old() goes away", DeprecationWarning, stacklevel=2)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("default")
    for _ in range(3):
        old()
print(len(caught), caught[0].category.__name__, caught[0].lineno > 0)
print(issubclass(DeprecationWarning, Warning), issubclass(ResourceWarning, Warning))
try:
    warnings.warn("x", int)
except TypeError as exc:
    print(exc)
