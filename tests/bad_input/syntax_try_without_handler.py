try:
    connect()
print("done")
