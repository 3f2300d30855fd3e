print("ok")
print("â‚")
