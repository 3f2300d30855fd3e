"""The names that modules take from selectors when they are imported; there are no sockets to wait for."""
EVENT_READ, EVENT_WRITE = 1, 2


class BaseSelector:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError("cowith has no selectors yet; asyncio's loop waits by itself")


class SelectSelector(BaseSelector):
    pass


class PollSelector(BaseSelector):
    pass


class EpollSelector(BaseSelector):
    pass


DefaultSelector = EpollSelector
