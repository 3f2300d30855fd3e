def connect(**options, host):
    pass
