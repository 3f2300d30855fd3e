# exit, quit and breakpoint: what site adds, and the hook that debuggers set.
import sys

print(exit, repr(quit), type(exit), exit.name, exit.eof)
for call in [lambda: exit(3), quit, lambda: exit("bye"), lambda: quit(code=4), lambda: exit(1, 2), lambda: quit(x=1)]:
    try:
        call()
    except SystemExit as error:
        print("SystemExit", error.code)
    except TypeError as error:
        print(error)
    except ValueError as error:
        print(error)


def hook(*args, **kwargs):
    print("stopped", args, kwargs)
    return 5


sys.breakpointhook = hook
print(breakpoint(1, a=2))
sys.breakpointhook = sys.__breakpointhook__
del sys.breakpointhook
try:
    breakpoint()
except RuntimeError as error:
    print(error)
leave = quit
try:
    print("leaving")
    leave(7)
finally:
    print("cleanup")
