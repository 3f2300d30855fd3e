# A dict whose keys change while it is iterated, its size staying the same; length hints meanwhile.
def attempt(what, f):
    try: print(what, f())
    except Exception as e: print(what, type(e).__name__, e)


def refill():
    d={0:0}
    n=0
    for i in d:
        del d[0]; d[0]=0
        n+=1
        if n>20: return 'endless'
    return n


def refill_items():
    d={0:0}
    n=0
    for i,j in d.items():
        del d[0]; d[0]=0
        n+=1
        if n>20: return 'endless'
    return n


def refill_values():
    d={0:0}
    n=0
    for i in d.values():
        del d[0]; d[0]=0
        n+=1
        if n>20: return 'endless'
    return n


def refill_reversed():
    d={0:0, 1:1}
    n=0
    for i in reversed(d):
        del d[0]; d[0]=0
        n+=1
        if n>20: return 'endless'
    return n


def move(k):
    d={i:i for i in range(5)}
    seen=[]
    for i in d:
        seen.append(i)
        if i==k:
            del d[i]; d[i]=1
        if len(seen)>20: return 'endless'
    return seen


def hint():
    d={0:0,1:1,2:2}
    it=iter(d)
    r=[it.__length_hint__()]
    next(it); r.append(it.__length_hint__())
    del d[2]; r.append(it.__length_hint__()); d[2]=1
    r.append(it.__length_hint__())
    del d[0]; d[0]=1
    try:
        for x in it: r.append((x,it.__length_hint__()))
    except Exception as e: r.append(str(e)); r.append(it.__length_hint__())
    try: r.append(next(it))
    except BaseException as e: r.append(repr(e))
    return r


def swap():
    d={0:0,1:1}
    it=iter(d); r=[next(it)]
    d.clear(); d[5]=5; d[6]=6
    try:
        for x in it: r.append(x)
    except Exception as e: r.append(str(e))
    return r


def many():
    d={i:i for i in range(8)}
    r=[]
    try:
        for k in d:
            r.append(k)
            del d[k]; d[k]=0
            if len(r)>30: break
    except Exception as e: r.append(str(e))
    return r
for f in refill,refill_items,refill_values,refill_reversed,hint,swap,many: attempt(f.__name__, f)
for k in range(5): attempt('move', lambda: move(k))


def pop_last(function):
    d = {i: i for i in range(6)}
    seen = []
    for k in d:
        seen.append(k)
        d.popitem()
        d[function(k)] = 0
        if len(seen) > 30:
            break
    return seen
attempt('popitem', lambda: pop_last(lambda k: k + 10))
attempt('popitem', lambda: pop_last(lambda k: 5))


def growth(n, rounds):
    """Which keys come again says when the table was rebuilt."""
    d = {i: i for i in range(n)}
    seen = []
    try:
        for k in d:
            seen.append(k)
            for _ in range(rounds):
                del d[k]
                d[k] = 0
    except RuntimeError as e:
        seen.append(str(e))
    return seen
for n in 1, 2, 3, 4, 5, 6, 10, 11, 12, 21, 22, 30:
    print(n, growth(n, 1), growth(n, 3))
