def load(path):
print(path)
