# What dies at the end of the program, and in which order things are said.
import atexit


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


atexit.register(print, "atexit one")


@atexit.register
def goodbye():
    print("atexit two")


kept = Noisy("module level")
print("last line")
