class Pair[A = int, B]:
    pass
