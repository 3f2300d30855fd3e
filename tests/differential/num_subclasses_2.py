# Subclasses of int, str, float, bytes and complex made by type(); special methods called by name.
def show(case):
    try:
        print(repr(case()))
    except Exception as error:
        print(type(error).__name__, error)


for case in [
    lambda: 'abc'.__class__,
    lambda: (1).__class__,
    lambda: type(1),
    lambda: type(''),
    lambda: type(b''),
    lambda: type(1.5),
    lambda: type(1j),
    lambda: type(True),
]:
    show(case)
