async def rows(cursor):
    while True:
        row = await cursor.next()
        if row is None:
            return cursor.count
        yield row
