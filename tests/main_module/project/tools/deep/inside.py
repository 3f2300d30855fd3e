import asyncio
import sys


def where():
    return __name__, __package__


async def main():
    await asyncio.sleep(0)
    print(where(), sys.argv[1:])
    sys.exit(3)


if __name__ == "__main__":
    asyncio.run(main())
