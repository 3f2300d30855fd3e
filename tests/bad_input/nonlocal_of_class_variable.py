class Counter:
    count = 0

    def step(self):
        nonlocal count
        count += 1
