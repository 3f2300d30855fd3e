def counter():
    count = 0

    def step():
        print(count)
        nonlocal count
        count += 1

    return step
