if x:
        print(x)
    print(y)
