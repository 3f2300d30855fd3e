# Filters by patterns, registries of modules, places of callers, other ways to show a warning, deprecated().
import asyncio
import re
import sys
import warnings


def say(*args, **kwargs):
    warnings.warn(*args, **kwargs)


class Odd(UserWarning):
    pass


print([f[:3] + f[3:] for f in warnings.filters])
say("at the caller", stacklevel=2)
say("deep", stacklevel=1)
say("too deep", stacklevel=50)
warnings.warn(Odd("an instance"))
for _ in range(3):
    warnings.warn("the same place once")
print(sorted(k for k in globals()["__warningregistry__"] if k != "version")[:2])

with warnings.catch_warnings(record=True) as log:
    warnings.resetwarnings()
    warnings.filterwarnings("ignore", "NOISE.*end", UserWarning)
    warnings.filterwarnings("always", category=Odd, module="__main__")
    warnings.filterwarnings("error", "stop", lineno=0)
    print([(f[0], f[1] and (f[1].pattern, f[1].flags & re.I), f[2].__name__, f[3] and f[3].pattern, f[4]) for f in warnings.filters])
    say("noise to the end of it")
    say("noise")
    say("odd", Odd)
    say("odd", Odd)
    try:
        say("stop here")
    except UserWarning as error:
        print("raised", error)
    say("once", RuntimeWarning)
    say("once", RuntimeWarning)
for w in log:
    print(type(w).__name__, w.category.__name__, w.message, w.lineno, w.file, w.line, w.source)
print(str(log[0])[:60])

for action in ("once", "module", "default", "always", "all"):
    with warnings.catch_warnings(record=True, action=action) as log:
        for text in ("a", "a", "b"):
            warnings.warn(text)
            warnings.warn(text)
        print(action, [str(w.message) for w in log])

print(repr(warnings.formatwarning("text", Odd, "no_such_file.py", 3)))
print(repr(warnings.formatwarning("text", Odd, "no_such_file.py", 3, "  a line ")))
warnings.showwarning("shown", Odd, "f.py", 8, sys.stdout, "x = 1")
warnings.warn_explicit("explicit", Odd, "pack/mod.py", 5)
registry = {}
warnings.warn_explicit("explicit", Odd, "pack/mod.py", 5, module="mod", registry=registry)
warnings.warn_explicit("explicit", Odd, "pack/mod.py", 5, module="mod", registry=registry)
print(registry.keys() - {"version"})

saved = warnings.showwarning


def show(message, category, filename, lineno, file=None, line=None):
    print("mine:", message, category.__name__, lineno)


warnings.showwarning = show
warnings.warn("through my own")
with warnings.catch_warnings(record=True) as log:
    warnings.warn("kept")
print(len(log), warnings.showwarning is show)


async def never():
    pass


never()
warnings.showwarning = saved
warnings.formatwarning = lambda message, category, filename, lineno, line=None: f"<{message}>\n"
warnings.warn("in my own words")

for wrong in [
    lambda: warnings.simplefilter("no"),
    lambda: warnings.simplefilter("ignore", lineno=-1),
    lambda: warnings.simplefilter("ignore", lineno="1"),
    lambda: warnings.filterwarnings("ignore", 3),
    lambda: warnings.filterwarnings("ignore", "", int),
    lambda: warnings.warn("x", 3),
    lambda: warnings.warn("x", skip_file_prefixes=[1]),
]:
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
catcher = warnings.catch_warnings()
try:
    catcher.__exit__()
except RuntimeError as error:
    print(error)
with catcher:
    try:
        catcher.__enter__()
    except RuntimeError as error:
        print(error)


@warnings.deprecated("use new()")
def old(x):
    return x + 1


@warnings.deprecated("no more of these")
class Old:
    def __init__(self, x=0):
        self.x = x

    @warnings.deprecated("nor of this", category=Odd)
    def method(self):
        return self.x


@warnings.deprecated("await something else")
async def old_async():
    return 5


with warnings.catch_warnings(record=True, action="always") as log:
    print(old(1), Old(3).method(), asyncio.run(old_async()), old.__deprecated__, old.__name__)

    class Newer(Old):
        pass

    Newer(4)
for w in log:
    print(w.category.__name__, w.message, w.lineno)
try:
    warnings.deprecated(3)
except TypeError as error:
    print(error)
