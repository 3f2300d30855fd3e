def hello(name):
    return f"hello {name} from {__name__}"


if __name__ == "__main__":
    from .deep.inside import where
    print(hello("module"), repr(__package__), where())
