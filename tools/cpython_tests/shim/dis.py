"""Translated programs have no bytecode: the tests that look at it are skipped. Written for cowith."""
import unittest


def get_instructions(*args, **kwargs):
    raise unittest.SkipTest("a translated program has no bytecode")


dis = distb = disassemble = findlinestarts = get_instructions
