# input() and standard input.
print("name?")
name = input()
print(f"hello {name}")
number = int(input("a number: "))
print(number * 2)
import sys
rest = sys.stdin.read()
print(repr(rest), rest.split())
try:
    input()
except EOFError as exc:
    print(type(exc).__name__, exc)
