import sys

import beside

print(__name__, repr(__package__), beside.VALUE, sys.argv)
raise ValueError("as a program")
