from contextlib import AsyncExitStack as Stack


async def goodbye(*details):
    print("bye")


async def main():
    async with Stack() as stack:
        stack.push(goodbye)
        stack.callback(goodbye)
    return

await main()
