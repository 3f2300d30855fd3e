# Where an uncaught exception points: attribute, subscript, call, operator, several lines.
class Account:
    def __init__(self, owner):
        self.owner = owner
        self.rates = {"low": [1, 2], "high": None}

    def rate(self, kind, year):
        return (self.rates[kind]
                [year])

    def total(self):
        return (
            self.rate("low", 1)
            + self.rate(
                "high",
                year=0,
            )
        )


def outer(account):
    value = 1 + len(account.owner) * account.total() - 5
    return value


outer(Account("ada"))
