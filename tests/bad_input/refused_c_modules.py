import zlib
from hashlib import sha256


def load():
    import ssl
    return ssl


try:
    import bz2
except ImportError:
    bz2 = None
print(sha256, zlib, bz2)
