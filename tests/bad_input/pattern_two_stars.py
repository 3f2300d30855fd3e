match row:
    case [*head, middle, *tail]:
        print(middle)
