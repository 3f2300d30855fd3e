async def save(row: await schema()) -> None:
    pass
