# SystemExit with a number: the exit status, nothing on stderr.
import sys

try:
    sys.exit(3)
except SystemExit as exc:
    print("caught", exc.code)
try:
    print("leaving")
    sys.exit(42)
finally:
    print("finally runs")
