# Carets under a call with wrong arguments, through a method and a lambda.
class Shop:
    def price(self, item, *, discount=0):
        return {"tea": 3}[item] - discount


def order(shop):
    prices = list(map(lambda item: shop.price(item, reduction=1), ["tea"]))
    return prices


order(Shop())
