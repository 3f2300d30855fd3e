add = lambda a, *, b, a=0: a + b
