load() = 1
