async def rows(chunks):
    for chunk in chunks:
        yield from chunk
