total = 0


def add(amount):
    total = amount
    global total
    total += amount
