"""Signals and their handlers (Lib/signal.py): the numbers as enum members."""
import _signal
from enum import IntEnum
from _signal import *

Signals = IntEnum("Signals", {name: getattr(_signal, name) for name in dir(_signal)
                              if name.startswith("SIG") and not name.startswith("SIG_")}, module=__name__)
Handlers = IntEnum("Handlers", {"SIG_DFL": _signal.SIG_DFL, "SIG_IGN": _signal.SIG_IGN}, module=__name__)
Sigmasks = IntEnum("Sigmasks", {"SIG_BLOCK": _signal.SIG_BLOCK, "SIG_UNBLOCK": _signal.SIG_UNBLOCK,
                                "SIG_SETMASK": _signal.SIG_SETMASK}, module=__name__)
for _enum in (Signals, Handlers, Sigmasks):
    for _name, _member in _enum.__members__.items():
        globals()[_name] = _member
del _enum, _name, _member


def _as_member(value, enum):
    if not isinstance(value, int):
        return value
    try:
        return enum(value)
    except ValueError:
        return value


def _as_number(value):
    return int(value) if isinstance(value, IntEnum) else value


def signal(signalnum, handler):
    """Sets the action for a signal, and gives the one before."""
    return _as_member(_signal.signal(_as_number(signalnum), _as_number(handler)), Handlers)


def getsignal(signalnum):
    return _as_member(_signal.getsignal(signalnum), Handlers)


def valid_signals():
    return {_as_member(number, Signals) for number in _signal.valid_signals()}


def pthread_sigmask(how, mask):
    """Blocks or unblocks signals for this thread; gives those that were blocked."""
    return {_as_member(number, Signals) for number in _signal.pthread_sigmask(how, mask)}


def sigpending():
    return {_as_member(number, Signals) for number in _signal.sigpending()}


def sigwait(sigset):
    return _as_member(_signal.sigwait(sigset), Signals)
