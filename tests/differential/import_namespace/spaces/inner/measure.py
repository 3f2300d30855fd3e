"""Measures.

    Indented, as docstrings are.
"""
from ..plain import NAME
