# An uncaught exception: traceback with carets on stderr, exit status 1.
def divide(a, b):
    return a / b


def average(numbers):
    return divide(sum(numbers), len(numbers))


print("before")
print(average([1, 2, 3]))
result = average([]) + average([1])
print("not reached")
