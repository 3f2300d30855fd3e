def outer():
    count = 0

    def add(count):
        nonlocal count
        count += 1
