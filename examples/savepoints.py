"""Transactions with savepoints over a small in-memory table.

A transaction is all or nothing. Inside one, a savepoint may fail by itself: what was written
since is undone, and the transaction goes on.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import AsyncIterator, Optional

Row = tuple[str, Optional[int]]


class Rollback(Exception):
    """Raised by the user to leave the innermost block and undo it."""


class ConstraintError(ValueError):
    """A balance would have become negative."""


class Table:
    """Accounts and their balances, with a log of what every change replaced."""

    def __init__(self, **balances: int) -> None:
        self.balances = balances
        self.undo: list[Row] = []
        self.lock = asyncio.Lock()

    def write(self, account: str, balance: int) -> None:
        if balance < 0:
            raise ConstraintError(f"{account} can't hold {balance}")
        self.undo.append((account, self.balances.get(account)))
        self.balances[account] = balance

    def rewind(self, mark: int) -> int:
        """Undo all changes made since the log had `mark` entries."""
        undone = 0
        while len(self.undo) > mark:
            account, before = self.undo.pop()
            if before is None:
                del self.balances[account]
            else:
                self.balances[account] = before
            undone += 1
        return undone

    def __str__(self) -> str:
        return ", ".join(f"{name} {amount}" for name, amount in sorted(self.balances.items()))


class Transaction:
    """An open transaction; made by `begin`, never directly."""

    def __init__(self, table: Table, name: str) -> None:
        self.table = table
        self.name = name
        self.savepoints = 0

    async def transfer(self, source: str, target: str, amount: int) -> None:
        """Move `amount`; the debit is written first, so a failure leaves work to undo."""
        balances = self.table.balances
        self.table.write(target, balances.get(target, 0) + amount)
        await asyncio.sleep(0)
        self.table.write(source, balances.get(source, 0) - amount)

    @asynccontextmanager
    async def savepoint(self, *, optional: bool = False) -> AsyncIterator[str]:
        """Undo the block when it fails; swallow the failure when it is `optional`."""
        self.savepoints += 1
        name = f"{self.name}.{self.savepoints}"
        mark = len(self.table.undo)
        try:
            yield name
        except Rollback:
            print(f"  {name}: rolled back {self.table.rewind(mark)} changes as told")
        except Exception as error:
            undone = self.table.rewind(mark)
            print(f"  {name}: {error}; undid {undone}")
            if not optional:
                raise
        else:
            print(f"  {name}: kept {len(self.table.undo) - mark} changes")


@asynccontextmanager
async def begin(table: Table, name: str) -> AsyncIterator[Transaction]:
    """One transaction at a time; commit at the end of the block, roll back on any exception."""
    async with table.lock:
        print(f"{name}: begin")
        try:
            yield Transaction(table, name)
        except BaseException as error:
            print(f"{name}: rollback of {table.rewind(0)} changes after {type(error).__name__}")
            raise
        else:
            print(f"{name}: commit of {len(table.undo)} changes")
            table.undo.clear()


async def payday(table: Table) -> None:
    """Two wages that work, one bonus that doesn't, and a change of mind."""
    async with begin(table, "payday") as tx:
        async with tx.savepoint():
            await tx.transfer("firm", "ada", 40)
        async with tx.savepoint():
            await tx.transfer("firm", "bob", 30)
        async with tx.savepoint(optional=True):
            await tx.transfer("firm", "cleo", 5_000)
        async with tx.savepoint() as name:
            await tx.transfer("firm", "dan", 10)
            async with tx.savepoint():
                await tx.transfer("dan", "eve", 4)
            print(f"  {name}: on second thoughts")
            raise Rollback


async def overdraw(table: Table) -> None:
    """The inner failure isn't optional, so it takes the whole transaction with it."""
    async with begin(table, "overdraw") as tx:
        await tx.transfer("ada", "bob", 20)
        async with tx.savepoint():
            await tx.transfer("bob", "zoe", 1_000)


async def compensate(table: Table) -> int:
    """A failure while cleaning up hides the first one, but keeps it as context."""
    async with begin(table, "compensate") as tx:
        try:
            await tx.transfer("eve", "ada", 1)
        except ConstraintError as error:
            raise LookupError("no such account: eve") from error
    return 0


async def repay(table: Table) -> None:
    async with begin(table, "repay") as tx, tx.savepoint():
        await tx.transfer("ada", "firm", 15)


async def slow(table: Table, started: asyncio.Event) -> None:
    async with begin(table, "slow") as tx:
        await tx.transfer("ada", "bob", 5)
        started.set()
        await asyncio.Event().wait()


async def main() -> None:
    table = Table(firm=100, ada=10, bob=0)
    print(table)
    await payday(table)
    print(table)

    for work in (overdraw, compensate):
        try:
            await work(table)
        except (ConstraintError, LookupError) as error:
            print(f"{work.__name__}: {type(error).__name__}: {error} (cause: {error.__cause__!r})")
        print(table)

    started = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        task = group.create_task(slow(table, started))
        await started.wait()
        waiting = group.create_task(repay(table))
        task.cancel()
    print(f"slow cancelled: {task.cancelled()}, repay done: {waiting.done()}")
    print(table)


if __name__ == "__main__":
    asyncio.run(main())
