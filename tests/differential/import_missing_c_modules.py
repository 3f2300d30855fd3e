# What a program says when it can do without a module.
try:
    import _winapi
except ImportError as error:
    print(type(error).__name__, error, error.name)
try:
    import winreg
except ModuleNotFoundError as error:
    winreg = None
    print(error)
print(winreg)
