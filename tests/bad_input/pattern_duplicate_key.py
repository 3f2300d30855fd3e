match row:
    case {"id": first, "id": second}:
        print(first, second)
