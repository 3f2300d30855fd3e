def connect(*):
    pass
