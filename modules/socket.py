"""The names that modules take from socket when they are imported; making a socket isn't supported."""
import os as _os
from enum import IntEnum as _IntEnum

__all__ = ["AF_INET", "AF_INET6", "AF_UNIX", "AF_UNSPEC", "SOCK_STREAM", "SOCK_DGRAM", "SOL_SOCKET", "SO_REUSEADDR",
           "IPPROTO_TCP", "TCP_NODELAY", "SHUT_RD", "SHUT_WR", "SHUT_RDWR", "error", "herror", "gaierror", "timeout",
           "socket", "create_connection", "create_server", "socketpair", "getaddrinfo", "gethostbyname", "gethostname",
           "getfqdn", "getdefaulttimeout", "setdefaulttimeout", "has_ipv6", "AddressFamily", "SocketKind"]


class AddressFamily(_IntEnum):
    AF_UNSPEC = 0
    AF_UNIX = 1
    AF_INET = 2
    AF_INET6 = 10


class SocketKind(_IntEnum):
    SOCK_STREAM = 1
    SOCK_DGRAM = 2


AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = AddressFamily
SOCK_STREAM, SOCK_DGRAM = SocketKind
SOL_SOCKET, SO_REUSEADDR, SO_KEEPALIVE, SO_REUSEPORT = 1, 2, 9, 15
IPPROTO_TCP, TCP_NODELAY, SOMAXCONN = 6, 1, 4096
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
has_ipv6 = True
error = OSError
timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


_default_timeout = None


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout):
    global _default_timeout
    _default_timeout = timeout


def gethostname():
    return _os.uname().nodename


def getfqdn(name=""):
    return name or gethostname()


def _refuse(*args, **kwargs):
    raise NotImplementedError("cowith has no sockets yet; a C++ library can be used through --native")


class socket:
    def __init__(self, *args, **kwargs):
        _refuse()


create_connection = create_server = socketpair = getaddrinfo = gethostbyname = _refuse
