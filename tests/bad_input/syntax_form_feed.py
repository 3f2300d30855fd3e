def f(:
    pass
