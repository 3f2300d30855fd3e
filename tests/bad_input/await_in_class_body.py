async def build():
    class Settings:
        value = await load()

    return Settings
