# CPython suggests names that are nearly right.
class Config:
    def __init__(self):
        self.timeout = 5


def show(config):
    print(config.timeout)
    print(config.timeuot)


show(Config())
