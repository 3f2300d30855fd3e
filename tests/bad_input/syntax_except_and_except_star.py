try:
    connect()
except OSError:
    pass
except* ValueError:
    pass
