# str % values and its errors.
def show(case):
    try:
        print(repr(case()))
    except Exception as error:
        print(type(error).__name__, error)


for case in [
    lambda: '%d' % 'x',
    lambda: '%x' % 1.5,
    lambda: '%x' % 'a',
    lambda: '%c' % 'ab',
    lambda: '%c' % -1,
    lambda: '%c' % 0x110000,
    lambda: '%c' % 1.5,
    lambda: '%c' % b'a',
    lambda: '%f' % 'x',
    lambda: '%d' % 1.9,
    lambda: '%i' % None,
    lambda: '%q' % 1,
    lambda: '%' % 1,
    lambda: '%(a' % {},
    lambda: '%(a)s' % {},
    lambda: '%(a)s' % 1,
    lambda: '%s %s' % 1,
    lambda: '%s' % (1,2),
    lambda: '%s' % (),
    lambda: 'abc' % 1,
    lambda: 'abc' % {},
    lambda: 'abc' % [1],
    lambda: 'abc' % (1,),
    lambda: '%*d' % ('x',1),
    lambda: '%*d' % (5,1),
    lambda: '%-*d|' % (5,1),
    lambda: '%.*f' % (2,1.555),
    lambda: '%#x %#o %#X' % (255,8,255),
    lambda: '%5.3d' % 7,
    lambda: '%+.3e' % 12345.678,
    lambda: '%a %r' % ('é','é'),
    lambda: '%(a)(b)s' % {'a':1},
    lambda: '%(a(b))s' % {'a(b)':3},
    lambda: '%ld' % 3,
    lambda: '%5%' % (),
    lambda: '%%' % (),
    lambda: '%.0f' % 2.5,
    lambda: '%#.0f' % 2.5,
    lambda: '%.3s' % 'abcdef',
    lambda: '%b' % 1,
    lambda: '%x' % -255,
    lambda: '%#x' % -255,
    lambda: '%08x' % -255,
    lambda: '%-8x|' % -255,
    lambda: '% d' % 5,
    lambda: '%u' % 5,
]:
    show(case)
