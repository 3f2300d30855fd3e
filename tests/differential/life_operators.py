# When the operands of operators die: with the operation, in CPython's order.
class O:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, end=" ")
    def op(self, o): return 1
    __add__=__sub__=__mul__=__truediv__=__floordiv__=__mod__=__pow__=__and__=__or__=__xor__=__lshift__=__rshift__=__matmul__=op
    __eq__=__ne__=__lt__=__le__=__gt__=__ge__=op
    __getitem__=op
    def __contains__(self,o): return True
    def __neg__(self): return 1
    def __pos__(self): return 1
    def __invert__(self): return 1
    def __iadd__(self, o): return 1
    def __bool__(self): return True
    def __setitem__(self,k,v): pass
    def __delitem__(self,k): pass
    def __iter__(self): return iter(())
    def __call__(self, *a): return 1
    def m(self, *a): return 1
print("+", O("l")+O("r"))
print("-", O("l")-O("r"))
print("*", O("l")*O("r"))
print("/", O("l")/O("r"))
print("//", O("l")//O("r"))
print("%", O("l")%O("r"))
print("**", O("l")**O("r"))
print("&", O("l")&O("r"))
print("|", O("l")|O("r"))
print("^", O("l")^O("r"))
print("<<", O("l")<<O("r"))
print(">>", O("l")>>O("r"))
print("@", O("l")@O("r"))
print("==", O("l")==O("r"))
print("!=", O("l")!=O("r"))
print("<", O("l")<O("r"))
print("<=", O("l")<=O("r"))
print(">", O("l")>O("r"))
print(">=", O("l")>=O("r"))
print("in", O("l") in O("r"))
print("not in", O("l") not in O("r"))
print("is", O("l") is O("r"))
print("is not", O("l") is not O("r"))
print("[]", O("l")[O("r")])
print("-", -O("l"))
print("not", not O("l"))
print("chain", O("a") < O("b") < O("c"))
if O("l") == O("r"): print("if ==")
if O("l") < O("r"): print("if <")
if O("l") in O("r"): print("if in")
if O("l") is O("r"): print("no")
else: print("if is")
if not O("l"): print("no")
else: print("if not")
if O("x"): print("if x")
while O("w") == O("v"):
    print("while"); break
O("l")[O("r")] = O("v"); print("setitem")
del O("l")[O("r")]; print("delitem")
print("and", (O("l") and O("r")) is None)
print("or", (O("l") or O("r")) is None)
print("call", O("l")(O("r"), O("s")))
print("m", O("l").m(O("r"), O("s")))
x = O("x"); x += O("r"); print("iadd", x)
print([O("l") + O("r"), 2])
print((O("l") + O("r")) + (1 if O("t") else 2))
