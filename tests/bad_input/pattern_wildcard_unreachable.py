match status:
    case _:
        print("anything")
    case 200:
        print("ok")
