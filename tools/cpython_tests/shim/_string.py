"""A C module that isn't there: tests that use it are skipped. Written for cowith."""
import unittest


def formatter_field_name_split(text):
    raise unittest.SkipTest("needs the C module _string")


formatter_parser = formatter_field_name_split
