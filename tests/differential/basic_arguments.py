# sys.argv.
# args: one two --three=3
import sys

print(len(sys.argv), sys.argv[1:])
for number, argument in enumerate(sys.argv[1:], start=1):
    print(number, argument.upper())
