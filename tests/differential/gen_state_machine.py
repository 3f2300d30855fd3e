# A generator as a coroutine: a parser fed with send.
def parser():
    result = []
    current = ""
    while True:
        char = yield
        if char is None:
            if current:
                result.append(current)
            return result
        if char == ",":
            result.append(current)
            current = ""
        elif char == '"':
            while (char := (yield)) != '"':
                current += char
        else:
            current += char


def parse(text):
    machine = parser()
    next(machine)
    try:
        for char in text:
            machine.send(char)
        machine.send(None)
    except StopIteration as stop:
        return stop.value


print(parse('a,b,"c,d",e'))
print(parse(""))
print(parse("x,,y"))


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        total += value
        count += 1
        average = total / count


a = averager()
next(a)
print([a.send(n) for n in (10, 20, 60)])
