# Modules that import each other: what is there while they start.
import first

print(first.greet(), first.second.answer())
print(first.second.seen_early)
try:
    import fails
except ZeroDivisionError as exc:
    print("the module failed:", exc)
import sys
print("fails" in sys.modules, "first" in sys.modules)
