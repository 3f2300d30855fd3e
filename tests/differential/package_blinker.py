# The package blinker, as it is installed: signals, senders, weak receivers, temporary connections.
# packages: blinker
import gc

import blinker
from blinker import ANY, Namespace, NamedSignal, Signal, signal


class Account:
    changed = Signal("an account has changed")

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Account({self.name})"

    def pay(self, amount):
        return self.changed.send(self, amount=amount)


class Auditor:
    def __init__(self):
        self.seen = []

    def on_change(self, sender, amount):
        self.seen.append((sender, amount))
        return len(self.seen)


def everybody(sender, **details):
    return repr(sender), details


ada, bob = Account("ada"), Account("bob")
auditor = Auditor()
print(ada.pay(1), bool(Account.changed.receivers))
Account.changed.connect(everybody)
Account.changed.connect(auditor.on_change, sender=ada)
print(sorted(str(value) for _, value in ada.pay(2)), sorted(str(value) for _, value in bob.pay(3)))
print(auditor.seen, Account.changed.has_receivers_for(ada), len(list(Account.changed.receivers_for(ada))))

with Account.changed.connected_to(lambda sender, amount: amount * 2, sender=bob):
    print(len(bob.pay(4)), len(ada.pay(4)))
print(len(bob.pay(5)))

del auditor
gc.collect()
print(len(ada.pay(7)))
Account.changed.disconnect(everybody)
print(ada.pay(8))


@signal("ready").connect
def ready(sender):
    return "ready " + sender


print(signal("ready") is blinker.signal("ready"), signal("ready").name, signal("ready").send("now")[0][1])
print(repr(signal("ready")).split(";")[1] if ";" in repr(signal("ready")) else isinstance(signal("ready"), NamedSignal))

names = Namespace()
first = names.signal("first", doc="The first one.")
print(list(names), first.__doc__)


@first.connect_via("here")
def only_here(sender, **details):
    return details


print(first.send("here", x=1)[0][1], first.send("there"))
print(repr(ANY), first.receiver_connected is not None)
try:
    first.send("one", "two")
except TypeError as e:
    print(e)
