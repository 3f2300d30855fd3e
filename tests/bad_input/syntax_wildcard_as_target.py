match point:
    case Point() as _:
        pass
