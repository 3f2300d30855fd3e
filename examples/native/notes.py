"""Notes in an SQLite database, through C++ classes of db.hpp."""

import asyncio

import db


async def add(database: db.Database, *notes: str) -> None:
    """Adds all of them or none."""
    async with db.Transaction(database):
        for note in notes:
            await asyncio.sleep(0)
            database.execute("INSERT INTO notes (text) VALUES (?)", [note])


async def main() -> None:
    with db.Database(":memory:") as database:
        database.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT UNIQUE)")
        await add(database, "milk", "tea")
        try:
            await add(database, "bread", "milk")
        except db.IntegrityError as error:
            print("refused:", error)
        print(database.query("SELECT id, text FROM notes ORDER BY id"), database.in_transaction())
        try:
            database.query("SELECT * FROM missing")
        except db.Error as error:
            print(type(error).__name__, error, isinstance(error, RuntimeError))
        print(database.last_key(), db.Mode.create, db.version().split(".")[0])


asyncio.run(main())
