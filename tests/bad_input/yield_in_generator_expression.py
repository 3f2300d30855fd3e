def rows(chunks):
    return list((yield row) for row in chunks)
