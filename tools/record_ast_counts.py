#!/usr/bin/env python3
"""Writes how many nodes of each kind CPython's ast finds in the files of its standard library.

usage: record_ast_counts.py [FOLDER] > tests/frontend/ast_counts.txt

The first line names the kinds; then one line a file: its path, the CRC-32 of its bytes and KIND:COUNT pairs, where
KIND counts from 0 in the first line. Files that CPython refuses are left out.
"""
import ast
import collections
import pathlib
import sys
import warnings
import zlib

folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/lib/python3.11")
skipped = {"test", "tests", "idle_test"}
warnings.simplefilter("ignore")

uncounted = (ast.mod, ast.expr_context, ast.boolop, ast.operator, ast.unaryop, ast.cmpop, ast.type_ignore)
kinds = {}
lines = []
for path in sorted(folder.rglob("*.py")):
    name = path.relative_to(folder)
    if skipped & set(name.parts[:-1]) or "site-packages" in name.parts or "dist-packages" in name.parts:
        continue
    data = path.read_bytes()
    try:
        tree = ast.parse(data)
    except SyntaxError:
        continue
    found = collections.Counter(type(n).__name__ for n in ast.walk(tree) if not isinstance(n, uncounted))
    pairs = sorted((kinds.setdefault(kind, len(kinds)), count) for kind, count in found.items())
    lines.append(f"{name} {zlib.crc32(data):08x} " + " ".join(f"{k}:{n}" for k, n in pairs))
print(*kinds)
print(*lines, sep="\n")
