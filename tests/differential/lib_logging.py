# logging: levels, handlers, formatters, the caller's name and line, exceptions, filters, LoggerAdapter; translated from CPython's library.
import io
import logging
import warnings

stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(funcName)s:%(lineno)d %(message)s"))
root = logging.getLogger()
root.addHandler(handler)
root.setLevel(logging.INFO)
log = logging.getLogger("shop.orders")


class Service:
    def call(self):
        log.info("called with %d and %s", 3, [4])
        log.debug("not shown")

    def fail(self):
        try:
            {}["key"]
        except KeyError:
            log.exception("failed for %(who)s", {"who": "ada"})


def helper():
    log.warning("from the caller", stacklevel=2)


Service().call()
Service().fail()
helper()
log.log(25, "between")
logging.LoggerAdapter(log, {"request": 7}).error("adapted")
(lambda: log.critical("in a lambda"))()
print([log.critical("in a list") for _ in range(1)])


class Filter(logging.Filter):
    def filter(self, record):
        return "secret" not in record.getMessage()


handler.addFilter(Filter())
log.error("a secret")
log.error("no news", stack_info=False)
print(log.isEnabledFor(logging.DEBUG), log.getEffectiveLevel(), logging.getLevelName(25), log.parent, handler.level)
print(stream.getvalue())
logging.addLevelName(25, "NOTE")
print(logging.getLevelName(25), logging.getLevelName("NOTE"))
for style, text in (("{", "{levelname}:{message}"), ("$", "$levelname:$message")):
    record = logging.makeLogRecord({"msg": "styled %s", "args": ("x",), "levelname": "INFO"})
    print(logging.Formatter(text, style=style).format(record))


def old():
    warnings.warn("old", DeprecationWarning, stacklevel=2)


def use():
    old()


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    use()
    warnings.warn("here")
for w in seen:
    print(w.category.__name__, w.message, w.lineno)

import string


class Percent(string.Template):
    delimiter = "%"


print(Percent("%a $b").substitute(a=1), sorted(Percent.pattern.groupindex))
