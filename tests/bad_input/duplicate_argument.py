def transfer(source, target, amount, source=None):
    pass
