count = 0


def add(count):
    global count
    count += 1
