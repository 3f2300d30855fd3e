# float(), complex(), round() and as_integer_ratio() of odd values.
def show(case):
    try:
        print(repr(case()))
    except Exception as error:
        print(type(error).__name__, error)


for case in [
    lambda: float(10**400),
    lambda: float('x'),
    lambda: float(''),
    lambda: float(None),
    lambda: float([]),
    lambda: float(b'x'),
    lambda: float(1,2),
    lambda: float(x=1),
    lambda: complex('x'),
    lambda: complex(1,'x'),
    lambda: complex('1',2),
    lambda: complex(None),
    lambda: complex([]),
    lambda: complex(1,None),
    lambda: complex('1+'),
    lambda: bool(1,2),
    lambda: bool(x=1),
    lambda: float('inf').as_integer_ratio(),
    lambda: float('nan').as_integer_ratio(),
    lambda: int(float('inf')),
    lambda: int(float('nan')),
    lambda: round(float('inf')),
    lambda: round(float('nan')),
    lambda: round(1.5,None),
    lambda: round(2.675,2),
    lambda: round(12345,-2),
    lambda: round(15,-1),
    lambda: round(1.5,'x'),
    lambda: round(1,'x'),
]:
    show(case)
