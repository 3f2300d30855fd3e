async with open_pool() as pool:
    pass
