def rows(chunks):
    return [(yield row) for row in chunks]
