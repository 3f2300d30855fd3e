total = sum(x for x in rows, 10)
