total = 0


def add(amount):
    nonlocal total
    total += amount
