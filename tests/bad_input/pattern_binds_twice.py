match point:
    case (x, x):
        print("diagonal")
