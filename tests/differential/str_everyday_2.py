# Texts and numbers as everyday programs use them.
def show(case):
    try:
        print(repr(case()))
    except Exception as error:
        print(type(error).__name__, error)


for case in [
    lambda: 0.00001,
    lambda: 100000000000000000000.0,
    lambda: 1.0,
    lambda: -0.0,
    lambda: float('nan'),
    lambda: [1.0, 2.5e-10],
    lambda: (1,),
    lambda: {'a':1.5},
    lambda: {1,2,3},
    lambda: '\x00\x1f\x7f\x80',
    lambda: "it's",
    lambda: 'say "hi"',
    lambda: 'both \' and "',
    lambda: '\\',
    lambda: 1 == 1.0 == True,
    lambda: 2**63,
    lambda: -2**63,
    lambda: int.from_bytes(b'\x01\x02','big'),
    lambda: (258).to_bytes(2,'big'),
    lambda: 'abc' < 'abd',
    lambda: 'a' * 0,
    lambda: isinstance('a',str),
    lambda: issubclass(bool,int),
    lambda: bytes([1,2,3]).hex(),
    lambda: bytes.fromhex('00ff'),
    lambda: b'abc' + b'd',
    lambda: b'abc'.decode(),
    lambda: 'abc'.encode(),
    lambda: memoryview(bytearray(b'abc'))[1],
    lambda: memoryview(b'abc').nbytes,
    lambda: memoryview(b'abc').readonly,
    lambda: bytes(memoryview(b'abc')[::2]),
    lambda: b''.join([memoryview(b'ab')]),
    lambda: 'ab'.center(10,'é'),
    lambda: 'é'.center(5),
    lambda: 'aéb'.find('b'),
    lambda: 'aéb'.index('é'),
    lambda: 'aéb'.rfind('b'),
    lambda: 'aéb'[1],
    lambda: 'aéb'[-1],
    lambda: ('é'*200)[150:153],
    lambda: ('é'*200+'x')[200],
    lambda: ('aé€😀'*100)[399],
    lambda: ('aé€😀'*100)[100:104],
    lambda: ('aé€😀'*100).find('😀', 200),
    lambda: ('aé€😀'*100).index('a', 397),
]:
    show(case)
