class Account:
    def add(self, __amount, __amount):
        pass
