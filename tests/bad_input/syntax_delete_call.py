del load()
