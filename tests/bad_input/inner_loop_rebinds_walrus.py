pairs = [(a, b) for a in range(3) if (b := a) for b in range(3)]
