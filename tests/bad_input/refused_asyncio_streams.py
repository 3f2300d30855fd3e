import asyncio
import asyncio as aio
from asyncio import start_server, sleep


async def main():
    reader, writer = await asyncio.open_connection("localhost", 80)
    await aio.create_subprocess_exec("ls")
    await asyncio.to_thread(print)


class Mine:
    def open_connection(self):
        return Mine().open_connection()
