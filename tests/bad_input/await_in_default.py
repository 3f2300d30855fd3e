async def save(row, conn=await connect()):
    pass
