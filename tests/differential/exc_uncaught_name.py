# An undefined name, with a suggestion.
def total(numbers):
    result = sum(numbers)
    return resul


total([1, 2])
