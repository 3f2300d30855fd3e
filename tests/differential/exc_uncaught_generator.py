# An uncaught exception through generators and comprehensions.
def numbers(source):
    for item in source:
        yield int(item)


def total(source):
    return sum(n * 2 for n in numbers(source))


print(total(["1", "2"]))
print([total(group) for group in (["3"], ["x"])])
