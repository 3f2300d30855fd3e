import os
import sys

from . import greet

print(__name__, repr(__package__), os.path.basename(sys.argv[0]), sys.argv[1:], os.path.basename(__file__))
print(greet.hello("main"), sys.modules["__main__"].greet is greet)
