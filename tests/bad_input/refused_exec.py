exec("x = 1")
print(eval("x"))
code = compile("1", "f", "eval")
