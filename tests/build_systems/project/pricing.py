from rounding import rounded


def price(what, count):
    return rounded(len(what) * count * 1.25)
