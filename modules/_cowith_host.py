"""What C++ hosts use of Python's own scopes: see cowith/host/scope.hpp."""
from contextlib import AsyncExitStack

__all__ = ["AsyncExitStack", "with_awaited", "with_called", "callback_awaited", "exit_awaited", "exit_called"]


async def with_awaited(manager, body):
    """The result in a tuple; None when the manager suppressed an exception."""
    async with manager as value:
        return (await body(value),)


async def with_called(manager, body):
    async with manager as value:
        return (body(value),)


def callback_awaited(function):
    async def call():
        await function()

    return call


def exit_awaited(function):
    async def leave(kind, exception, traceback):
        return await function(exception)

    return leave


def exit_called(function):
    async def leave(kind, exception, traceback):
        return function(exception)

    return leave
