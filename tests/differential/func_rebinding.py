# Functions, methods and module names rebound at run time.
def greet():
    return "hello"


def caller():
    return greet()


print(caller())
original = greet
greet = lambda: "rebound"
print(caller())
greet = original
print(caller())


class Service:
    def fetch(self):
        return "real"

    def use(self):
        return self.fetch().upper()


service = Service()
print(service.use())
service.fetch = lambda: "on the instance"
print(service.use(), Service().use())
Service.fetch = lambda self: "on the class"
print(service.use(), Service().use())
del service.fetch
print(service.use())
Service.added = property(lambda self: "an added property")
print(service.added)


def patched(self):
    return type(self).__name__ + " patched"


Service.use = patched
print(service.use())
import asyncio


async def fake_sleep(delay, result=None):
    print("pretends to sleep for", delay)
    return result


async def main():
    print(await asyncio.sleep(0, "slept"))


real_sleep = asyncio.sleep
asyncio.sleep = fake_sleep
asyncio.run(main())
asyncio.sleep = real_sleep
asyncio.run(main())
