# Results of __index__ and __int__ that are bools or of subclasses of int: DeprecationWarnings.
import operator, warnings
warnings.simplefilter("always")
class I(int): pass
class X:
    def __index__(self): return I(3)
class Y:
    def __int__(self): return True
class Z:
    def __index__(self): return True
print(type(operator.index(True)), type(operator.index(I(4))), type(operator.index(X())), type(operator.index(Z())))
print(type(int(X())), type(int(Y())), type(int(Z())))
print([1,2,3,4][X()], bin(X()), hex(True), "a"*True, list(range(X()))[-1])
print(round(1.23, X()), chr(X()), pow(2, True))
class Bad:
    def __index__(self): return "x"
for f in (operator.index, int, bin, range, chr, lambda x: [1][x]):
    try: f(Bad())
    except Exception as e: print(e)
