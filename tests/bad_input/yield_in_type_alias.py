def f():
    type Row = (yield)
