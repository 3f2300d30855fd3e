# a file saved as Latin-1
name = "café"
print(name)
