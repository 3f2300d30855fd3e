# bytes: methods and their errors.
def show(case):
    try:
        print(repr(case()))
    except Exception as error:
        print(type(error).__name__, error)


for case in [
    lambda: b'abcdef'.hex(':',-4),
    lambda: b'abc'.hex('xx'),
    lambda: b'abc'.hex(1),
    lambda: bytes.fromhex('61 62'),
    lambda: bytes.fromhex('6'),
    lambda: bytes.fromhex('6g'),
    lambda: bytes.fromhex('zz'),
    lambda: bytes.fromhex(5),
    lambda: bytes.fromhex(b'61'),
    lambda: bytes.maketrans(b'ab',b'xy')[97],
    lambda: bytes.maketrans(b'ab',b'x'),
    lambda: bytes.maketrans('a',b'x'),
    lambda: b'abc'.translate(bytes.maketrans(b'ab',b'xy')),
    lambda: b'abc'.translate(None,b'a'),
    lambda: b'abc'.translate(b'x'),
    lambda: b'abc'.translate('x'),
    lambda: b'abc'.translate(None,delete=b'bc'),
    lambda: b'abc'.removeprefix(b'a'),
    lambda: b'abc'.removeprefix('a'),
    lambda: b'abc'.removesuffix(b'c'),
    lambda: b'%d %s'%(1,b'x'),
    lambda: b'%s'%'x',
    lambda: b'%b'%b'x',
    lambda: b'%b'%5,
    lambda: b'%c'%65,
    lambda: b'%c'%b'a',
    lambda: b'%c'%256,
    lambda: b'%c'%'a',
    lambda: b'%a'%'é',
    lambda: b'%r'%'é',
    lambda: b'%x'%255,
    lambda: b'%5.1f|'%1.25,
    lambda: b'%(a)s'%{b'a':b'x'},
    lambda: b'%q'%1,
    lambda: b'%d'%'x',
    lambda: b'%s %s'%b'x',
    lambda: b'%'%(),
    lambda: b'abc'.foo,
    lambda: bytes.__doc__,
    lambda: b'abc'.find(b'b',None,2),
    lambda: b'abc'.find(b'b','x'),
    lambda: b'\xe4'.upper(),
    lambda: b'abc'.decode('foo'),
    lambda: b'abc'.decode(5),
    lambda: b'abc'.decode('ascii',5),
]:
    show(case)
