# __enter__, __exit__, __aenter__ and __aexit__ called by hand, bound and unbound.
import asyncio


class Both:
    def __enter__(self):
        return "sync"

    def __exit__(self, *details):
        return details[0] is KeyError

    async def __aenter__(self):
        return "async"

    async def __aexit__(self, *details):
        return self.__exit__(*details)


async def main():
    both = Both()
    with both as s:
        async with both as a:
            print(s, a)
    print(both.__enter__(), Both.__exit__(both, None, None, None), both.__exit__(KeyError, KeyError(), None))
    print(await both.__aenter__(), await Both.__aexit__(both, KeyError, KeyError("x"), None))
    async with both:
        raise KeyError("suppressed")
    coroutine = both.__aexit__(None, None, None)
    print(type(coroutine).__name__, await coroutine)


asyncio.run(main())
