nonlocal count
count = 0
