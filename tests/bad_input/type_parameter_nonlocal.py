def outer[T]():
    nonlocal T
    T = int
