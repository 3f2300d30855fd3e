# str: padding, stripping, tabs, translation, case.
def show(case):
    try:
        print(repr(case()))
    except Exception as error:
        print(type(error).__name__, error)


for case in [
    lambda: 'abc'.strip(1),
    lambda: 'xabcx'.strip('x'),
    lambda: 'abc'.lstrip(None),
    lambda: 'abc'.strip('a','b'),
    lambda: 'abc'.center(5,'ab'),
    lambda: 'abc'.center(5,1),
    lambda: 'abc'.center('x'),
    lambda: 'abc'.center(),
    lambda: 'abc'.center(8,'*'),
    lambda: 'abc'.center(9,'*'),
    lambda: 'abcd'.center(7,'*'),
    lambda: 'abc'.ljust(5),
    lambda: 'abc'.rjust(5,'-'),
    lambda: '-12'.zfill(6),
    lambda: '+a'.zfill(5),
    lambda: 'abc'.zfill('x'),
    lambda: 'a\tb'.expandtabs(),
    lambda: 'a\tb'.expandtabs(0),
    lambda: 'a\tb\n\tc'.expandtabs(4),
    lambda: 'a\tb'.expandtabs(tabsize=3),
    lambda: 'a\tb'.expandtabs('x'),
    lambda: 'abc'.translate(5),
    lambda: 'abc'.translate({97:'x',98:None,99:100}),
    lambda: 'abc'.translate({97:0x110000}),
    lambda: 'abc'.translate({97:1.5}),
    lambda: 'abc'.translate({97:-1}),
    lambda: 'abc'.translate('xyz'),
    lambda: '\x00\x01'.translate('xy'),
    lambda: 'abc'.removeprefix('a'),
    lambda: 'abc'.removeprefix(1),
    lambda: 'abc'.removesuffix('bc'),
    lambda: 'Straße'.upper(),
    lambda: 'STRASSE'.casefold(),
    lambda: 'ΑΣ'.lower(),
    lambda: 'ΑΣ '.lower(),
    lambda: 'ΑΣ.Α'.lower(),
    lambda: 'hello wORLD'.title(),
    lambda: 'hello'.capitalize(),
    lambda: 'ǆ'.title(),
    lambda: 'ßa'.capitalize(),
    lambda: 'Hello'.swapcase(),
    lambda: 'ß'.swapcase(),
    lambda: 'ﬁ'.upper(),
    lambda: 'İ'.lower(),
]:
    show(case)
