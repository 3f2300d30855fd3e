"""Annotations as text."""
from __future__ import annotations

import typing


class Node:
    left: Node
    items: [x for x in typing.unknown]

    def join(self, other: Node = None, *rest: typing.Any) -> Node:
        result: Node = other
        return result


def f():
    x = 1

    def g(a: x) -> (lambda: x):
        return a

    return g
