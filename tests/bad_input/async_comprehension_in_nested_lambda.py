async def names(rows):
    return lambda: [row async for row in rows]
