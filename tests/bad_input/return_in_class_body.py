class Pool:
    size = 10
    return size
