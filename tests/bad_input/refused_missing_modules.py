import no_such_module
import asyncio.nothing
from . import beside
from contextlib import no_such_name
