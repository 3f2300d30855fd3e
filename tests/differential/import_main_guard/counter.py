"""A module with state."""
value = 0


def increase():
    global value
    value += 1


def get():
    return value


if __name__ == "__main__":
    print("not reached")
else:
    print("imported as", __name__)
