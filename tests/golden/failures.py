"""How failures leave: try, except, else, finally, raise from, return out of them."""

import asyncio


async def fetch(key):
    await asyncio.sleep(0)
    if key < 0:
        raise KeyError(key)
    return key * 2


async def first(keys):
    for key in keys:
        try:
            row = await fetch(key)
        except KeyError as e:
            print("no", e)
            continue
        except (ValueError, TypeError):
            raise RuntimeError("bad key") from None
        else:
            if row > 2:
                return row
        finally:
            print("tried", key)
    return None


def plain(path):
    with open(path) as file:
        return file.read()
