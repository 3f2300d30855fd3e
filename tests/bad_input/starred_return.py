def rows():
    return *load()
