match name:
    case f"{prefix}-1":
        print("first")
