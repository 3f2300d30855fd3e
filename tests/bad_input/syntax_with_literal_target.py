with open(path) as 1:
    pass
