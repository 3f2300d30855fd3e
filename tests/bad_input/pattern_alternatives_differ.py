match command.split():
    case ["go", direction] | ["go"]:
        print(direction)
