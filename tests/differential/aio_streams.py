# Streams and protocols without a socket: a reader that is fed, a transport of our own.
import asyncio


class Pipe(asyncio.Transport):
    """Delivers to the protocol of the other side, in the loop's time."""

    def __init__(self, loop):
        super().__init__({"peername": "other"})
        self.loop, self.other, self.closing, self.protocol = loop, None, False, None

    def write(self, data):
        self.loop.call_soon(self.other.data_received, bytes(data))

    def write_eof(self):
        self.loop.call_soon(self.other.eof_received)

    def can_write_eof(self):
        return True

    def is_closing(self):
        return self.closing

    def close(self):
        if not self.closing:
            self.closing = True
            self.loop.call_soon(self.protocol.connection_lost, None)
            self.loop.call_soon(self.other.connection_lost, None)

    def pause_reading(self):
        print("pause")

    def resume_reading(self):
        print("resume")


def connect(loop, on_client):
    there, here = asyncio.StreamReader(limit=32), asyncio.StreamReader(limit=32)
    server = asyncio.StreamReaderProtocol(there, on_client)
    client = asyncio.StreamReaderProtocol(here)
    to_server, to_client = Pipe(loop), Pipe(loop)
    to_server.protocol, to_server.other, to_client.protocol, to_client.other = client, server, server, client
    client.connection_made(to_server)
    server.connection_made(to_client)
    return here, asyncio.StreamWriter(to_server, client, here, loop)


async def echo(reader, writer):
    async for line in reader:
        writer.write(b"echo " + line)
        await writer.drain()
    print("server sees the end", reader.at_eof(), writer.get_extra_info("peername"))
    writer.close()
    await writer.wait_closed()


async def main():
    loop = asyncio.get_running_loop()
    reader, writer = connect(loop, echo)
    for text in (b"one\n", b"two\n"):
        writer.write(text)
        await writer.drain()
        print(await reader.readline())
    writer.writelines([b"three", b" and\nfour\n"])
    print(await reader.readexactly(7), await reader.readuntil(b" "), await reader.readline())
    writer.write_eof()
    print(await reader.readline(), await reader.read(), writer.is_closing(), writer.can_write_eof())
    writer.close()
    await writer.wait_closed()
    try:
        await writer.drain()
    except ConnectionResetError as error:
        print(error)

    fed = asyncio.StreamReader(limit=8)
    print(fed)
    fed.feed_data(b"a;b,c")
    print(fed, await fed.readuntil((b",", b";")), await fed.readuntil((b",", b";")))
    task = asyncio.create_task(fed.readexactly(4))
    await asyncio.sleep(0)
    try:
        await fed.read(1)
    except RuntimeError as error:
        print(error)
    fed.feed_data(b"de")
    await asyncio.sleep(0)
    fed.feed_eof()
    try:
        await task
    except asyncio.IncompleteReadError as error:
        print(error, error.partial, error.expected)
    long = asyncio.StreamReader(limit=4)
    long.feed_data(b"0123456789\nrest")
    for call in (long.readuntil(b"\n"), long.readline(), long.readuntil(b""), long.readexactly(-1)):
        try:
            print(await call)
        except (ValueError, asyncio.LimitOverrunError) as error:
            print(type(error).__name__, error, getattr(error, "consumed", None))
    print(await long.read(2))
    long.set_exception(OSError("gone"))
    try:
        await long.read()
    except OSError as error:
        print(error, long.exception() is error)
    waiting = asyncio.StreamReader()
    reading = asyncio.create_task(waiting.read(1))
    await asyncio.sleep(0)
    reading.cancel()
    try:
        await reading
    except asyncio.CancelledError:
        waiting.feed_data(b"x")
        print("cancelled", await waiting.read(1))
    for cls in (asyncio.Protocol, asyncio.DatagramProtocol, asyncio.SubprocessTransport, asyncio.AbstractServer):
        print(cls, [n for n in dir(cls) if not n.startswith("_")])
    try:
        asyncio.BaseTransport().close()
    except NotImplementedError:
        print("not implemented")


asyncio.run(main())
