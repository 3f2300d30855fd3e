# if/elif/else, while with else, for with else, break, continue, nested loops, pass.
for n in range(-1, 4):
    if n < 0:
        print("negative")
    elif n == 0:
        print("zero")
    elif n == 1:
        pass
    else:
        print("many", n)

n = 5
while n:
    n -= 1
    if n == 3:
        continue
    if n == 1:
        break
    print("while", n)
else:
    print("not reached")

while n < 3:
    n += 1
else:
    print("else of while", n)

for outer in range(3):
    for inner in range(3):
        if inner == outer:
            break
        print(outer, inner)
    else:
        print("never broken")
    if outer == 1:
        continue
    print("end of", outer)
else:
    print("else of for")

for item in []:
    print("not reached")
else:
    print("else of an empty loop")

total = 0
for a, (b, *c) in [(1, (2, 3, 4)), (5, (6,))]:
    total += a + b + sum(c)
    print(a, b, c)
print(total)
box = [0, "kept"]
for box[0] in (1, 2):
    pass
print(box)
while True:
    break
print("loop variable survives:", item if False else outer, inner)
