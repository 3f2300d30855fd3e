for *row in rows:
    print(row)
