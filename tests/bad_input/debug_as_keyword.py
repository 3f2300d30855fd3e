configure(verbose=True, __debug__=False)
