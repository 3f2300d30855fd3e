print("first starts")
EARLY = "defined before the import"
import second

LATE = "defined after the import"


def greet():
    return second.hello(LATE)


print("first ends")
