# SystemExit with a text: the text on stderr and status 1.
import sys


def main():
    return "something is missing"


sys.exit(main())
