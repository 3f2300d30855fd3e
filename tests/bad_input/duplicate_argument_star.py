async def call(args, *args, **kwargs):
    pass
