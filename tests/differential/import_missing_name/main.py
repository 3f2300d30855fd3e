# `from module import name` of a name that the module hasn't got, inside a module that is imported.
print("main starts")
try:
    import broken
except ImportError as exc:
    print(type(exc).__name__, str(exc).split(" (")[0])
