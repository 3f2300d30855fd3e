"""Comments and names that C++ would take for something else. \\"""

import asyncio
import os
import sys

NULL = "a macro"  # of C \
EVENTS = ["names", "in", "capitals"]
stdout = sys.stdout  # ends in a backslash: \


def escape(v):
    # escape " and \
    v = v.replace("\\", "\\\\")
    if v:  # a trailing comment \  
        v = v + "!"
    return v


def report(request, address):
    """Mentions its parameter in a text only."""
    print("processing of request from", address)


def both(errno, WIFEXITED):  # ??/
    print(errno, WIFEXITED, NULL, EVENTS)


async def wait(signal, request):
    # signal is mentioned here \
    await asyncio.sleep(0)
    return "request", request


def status(code):
    WIFSTOPPED = os.path.basename
    return WIFSTOPPED(code)


int_ = int


def numbers(int, int_, int__=3, default=None, default_=None):
    return int, int_, int__, default, default_


print(escape("a\\b"))
report(None, "here")
both(errno=2, WIFEXITED=True)
print(asyncio.run(wait(1, 2)))
print(status("a/b"), stdout is sys.stdout)
print(int_(2.5), int(3.5), numbers(1, 2, default=4, default_=5))
