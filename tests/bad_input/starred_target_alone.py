*rows = load()
