# Encodings and error handlers of str.encode, bytes.decode and str().
def show(case):
    try:
        print(repr(case()))
    except Exception as error:
        print(type(error).__name__, error)


for case in [
    lambda: str(5,'utf-8'),
    lambda: str('x','utf-8'),
    lambda: str(object=5),
    lambda: str(1,2,3,4),
    lambda: str(foo=1),
    lambda: str(b'\xff','ascii','replace'),
    lambda: str(),
    lambda: str(bytearray(b'x'),'ascii'),
]:
    show(case)
