NOT_FOUND = 404

match status:
    case NOT_FOUND:
        print("not found")
    case _:
        print("found")
