squares = [(n := n * n) for n in range(10)]
