class PropertySub(property):
    pass
class PropertySubSlots(property):
    __slots__ = ()
try:
    class Foo:
        @PropertySubSlots
        def spam(self):
            "doc"
    print("none")
except AttributeError as e:
    print(e)
class slotted_prop(property):
    __slots__ = ("foo",)
p = slotted_prop()
try:
    print(p.__doc__)
except Exception as e: print(repr(e))
def undoc(self): pass
p = slotted_prop(undoc)
print(p.__doc__)
def doc(self): "d"
try:
    p = slotted_prop(doc)
except Exception as e: print(repr(e))
class P2(property):
    __slots__ = ("foo", "__doc__")
p = P2(doc="up"); print(p.__doc__)
p = P2(doc); print(p.__doc__)
p = P2(undoc)
try: print(p.__doc__)
except Exception as e: print(repr(e))
p = P2(doc, doc="x"); print(p.__doc__)
p = PropertySub(doc); print(p.__doc__, vars(p))
p = p.getter(undoc); print(p.__doc__, vars(p))
try:
    slotted_prop(doc="hm")
except Exception as e: print(repr(e))
class P3(property):
    """cls doc"""
    __slots__ = ()
try: print(P3(doc).__doc__)
except Exception as e: print(repr(e))
try: print(P3(undoc).__doc__)
except Exception as e: print(repr(e))
class P4(property):
    """cls doc"""
print(P4(doc).__doc__, P4(undoc).__doc__, P4().__doc__)

