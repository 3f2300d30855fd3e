# bytearray: changes in place; memoryview.
def show(case):
    try:
        print(repr(case()))
    except Exception as error:
        print(type(error).__name__, error)


B = bytearray
for case in [
    lambda: B(b'abc').index(b'z'),
    lambda: B(b'abc').append(256),
    lambda: B(b'abc').append('x'),
    lambda: B(b'abc').insert(1,120),
    lambda: B(b'abc').pop(),
    lambda: B(b'abc').pop(7),
    lambda: B(b'').pop(),
    lambda: B(b'abc').remove(100),
    lambda: B(b'abc').remove(256),
    lambda: B(b'abc').extend('x'),
    lambda: B(b'abc').extend([1,2]),
    lambda: B(b'abc').extend(5),
    lambda: B(b'abc').extend([256]),
    lambda: B(b'abc').reverse(),
    lambda: B(b'abc').clear(),
    lambda: B(b'abc').copy(),
    lambda: B(b'abc').hex(),
    lambda: B(b'abc').decode(),
    lambda: B(b'abc').__setitem__(0,256),
    lambda: B(b'abc').__setitem__(5,1),
    lambda: B(b'abc').__setitem__('x',1),
    lambda: B(b'abc').__setitem__(0,'x'),
    lambda: B(b'abc').__setitem__(slice(0,2),b'xyz'),
    lambda: B(b'abc').__setitem__(slice(0,2),5),
    lambda: B(b'abc').__setitem__(slice(0,2),'x'),
    lambda: B(b'abcd').__setitem__(slice(0,4,2),b'xyz'),
    lambda: B(b'abc').__delitem__(5),
    lambda: B(b'abc').__delitem__(slice(0,2)),
    lambda: list(b'ab'),
    lambda: list(B(b'ab')),
    lambda: memoryview(b'abc')[0],
    lambda: memoryview(b'abc').tobytes(),
    lambda: memoryview('abc'),
    lambda: memoryview(b'abc')[1:].tolist(),
    lambda: memoryview(b'abc')==b'abc',
    lambda: '%5%' % 1,
    lambda: '%-%' % (),
    lambda: '%(a)%' % {'a':1},
]:
    show(case)
