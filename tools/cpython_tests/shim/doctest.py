"""Examples in docstrings are text that needs exec: each module's count as one test that says so. Written for cowith."""
import unittest

ELLIPSIS = NORMALIZE_WHITESPACE = IGNORE_EXCEPTION_DETAIL = DONT_ACCEPT_BLANKLINE = REPORT_NDIFF = 0


class DocTests(unittest.TestCase):
    def examples(self):
        exec("")


def DocTestSuite(*args, **kwargs):
    return unittest.TestSuite([DocTests("examples")])


def testmod(*args, **kwargs):
    exec("")
