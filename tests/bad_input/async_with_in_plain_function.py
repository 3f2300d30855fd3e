from contextlib import AsyncExitStack


class Service:
    def start(self):
        async with AsyncExitStack() as stack:
            self.stack = stack.pop_all()
