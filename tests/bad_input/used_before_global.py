total = 0


def show():
    print(total)
    global total
