def configure(__debug__):
    __debug__ = False
    settings.__debug__ = True
    del __debug__
