def skip(row):
    if row is None:
        continue
    print(row)
