rows = *load()
