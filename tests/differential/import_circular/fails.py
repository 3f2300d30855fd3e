print("fails starts")
value = 1 / 0
