"""An exception that nobody catches: the traceback on stderr and the exit status."""


def divide(total, parts):
    return total / parts


def report(total):
    print("dividing", total)
    return divide(total, 0)


report(12)
