total = 0


def reset():
    global total
    total: int = 0
