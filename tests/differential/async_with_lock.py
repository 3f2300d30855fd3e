# `async with self._lock`: the everyday use.
import asyncio


class Account:
    def __init__(self, balance):
        self._lock = asyncio.Lock()
        self.balance = balance

    async def withdraw(self, amount):
        async with self._lock:
            balance = self.balance
            await asyncio.sleep(0)
            if balance < amount:
                raise ValueError(f"only {balance} left")
            self.balance = balance - amount
            return self.balance


async def main():
    account = Account(100)
    print(await asyncio.gather(*(account.withdraw(30) for _ in range(5)), return_exceptions=True))
    print(account.balance, account._lock.locked())


asyncio.run(main())
