# record-with: native
# loop.add_signal_handler, add_reader and add_writer.
import asyncio
import os
import signal


def note(*what):
    print("noted", what)


async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, note, "usr1", 1)
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    os.kill(os.getpid(), signal.SIGUSR1)
    loop.call_soon(print, "soon")
    await asyncio.sleep(0.01)
    loop.call_later(0.01, os.kill, os.getpid(), signal.SIGTERM)
    await stop.wait()
    print("stopping")
    loop.add_signal_handler(signal.SIGUSR1, note, "another")
    signal.raise_signal(signal.SIGUSR1)
    await asyncio.sleep(0.01)
    print(loop.remove_signal_handler(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGUSR1))
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    signal.raise_signal(signal.SIGUSR1)
    loop.add_signal_handler(signal.SIGINT, note, "interrupt")
    signal.raise_signal(signal.SIGINT)
    await asyncio.sleep(0.01)
    print(loop.remove_signal_handler(signal.SIGINT))
    for wrong in [("x", note), (0, note), (1000, note), (signal.SIGKILL, note), (signal.SIGTERM, main)]:
        try:
            loop.add_signal_handler(*wrong)
        except (TypeError, ValueError, RuntimeError) as error:
            print(type(error).__name__, error)
    try:
        signal.raise_signal(signal.SIGINT)
        await asyncio.sleep(1)
    except KeyboardInterrupt:
        print("KeyboardInterrupt")

    reader, writer = os.pipe()
    received = []
    done = loop.create_future()

    def readable(tag):
        data = os.read(reader, 3)
        received.append((tag, data))
        if data == b"end":
            done.set_result(None)
            print(loop.remove_reader(reader), loop.remove_reader(reader))

    def writable():
        os.write(writer, b"abcdefend")
        print(loop.remove_writer(writer))

    loop.add_reader(reader, readable, "r")
    loop.add_writer(writer, writable)
    await done
    print(received)
    os.close(reader), os.close(writer)
    try:
        loop.add_reader("no file", readable)
    except ValueError as error:
        print(error)
    loop.add_signal_handler(signal.SIGUSR2, note, "left over")


asyncio.run(main())
print(signal.getsignal(signal.SIGUSR2), signal.getsignal(signal.SIGTERM) == signal.SIG_DFL)
