"""What C++ hosts use of Python's own scopes: see cowith/host/scope.hpp."""
from contextlib import AsyncExitStack
from enum import IntEnum


async def with_awaited(manager, body):
    """The result in a tuple; None when the manager suppressed an exception."""
    async with manager as value:
        return (await body(value),)


async def with_called(manager, body):
    async with manager as value:
        return (body(value),)


def with_sync(manager, body):
    with manager as value:
        return (body(value),)


async def with_sync_awaited(manager, body):
    with manager as value:
        return (await body(value),)


# Iterators as C++ goes through them: see cowith/host/iterate.hpp.
def close_iterator(iterator):
    close = getattr(iterator, "close", None)
    if close is not None:
        close()


def async_iterator(iterable):
    return aiter(iterable)


async def next_item(iterator):
    """The next value in a tuple; None at the end."""
    try:
        return (await anext(iterator),)
    except StopAsyncIteration:
        return None


def sent(generator, value):
    """The next value after `yield` gave this one, in a tuple; None at the end."""
    try:
        return (generator.send(value),)
    except StopIteration:
        return None


def thrown(generator, exception):
    try:
        return (generator.throw(exception),)
    except StopIteration:
        return None


async def sent_asynchronously(generator, value):
    try:
        return (await generator.asend(value),)
    except StopAsyncIteration:
        return None


async def thrown_asynchronously(generator, exception):
    try:
        return (await generator.athrow(exception),)
    except StopAsyncIteration:
        return None


async def close_asynchronously(iterator):
    close = getattr(iterator, "aclose", None)
    if close is not None:
        await close()


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


def int_enum(name, pairs, module):
    return IntEnum(name, pairs, module=module)


# What classes of C++ get that have no scope of their own: leaving destroys the C++ object.
def enter_object(self):
    return self


def exit_object(self, kind, exception, traceback):
    self._cpp = None


async def aenter_object(self):
    return self


async def aexit_object(self, kind, exception, traceback):
    self._cpp = None


async def outcome_of(value):
    return (await value) if hasattr(value, "__await__") else value


def asynchronous_scope(enter, leave, gives_value, takes_failed):
    async def __aenter__(self):
        value = await outcome_of(enter(self))
        return value if gives_value else self

    async def __aexit__(self, kind, exception, traceback):
        return await outcome_of(leave(self, exception is not None) if takes_failed else leave(self))

    return __aenter__, __aexit__


def synchronous_scope(enter, leave, gives_value, takes_failed):
    def __enter__(self):
        value = enter(self)
        return value if gives_value else self

    def __exit__(self, kind, exception, traceback):
        return leave(self, exception is not None) if takes_failed else leave(self)

    return __enter__, __exit__
