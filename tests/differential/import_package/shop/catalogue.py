"""What there is."""
print("catalogue starts")
__all__ = ["price"]
RATE = 1
PRICES = {"tea": 3, "cup": 8}


def price(item):
    return PRICES[item] * RATE


def hidden():
    from . import VERSION
    return f"hidden of {VERSION}"
