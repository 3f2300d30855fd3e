# Imports in class bodies and functions: names of modules, of their contents, renamed.
class Tools:
    import json as dumper
    import os.path
    from json import dumps, loads as parse

    pair = dumps([1]), parse("[2]")

    def join(self):
        from os.path import join, basename as last
        return join("a", "b"), last("c/d")


print(Tools.dumper.__name__, Tools.os.path.basename("x/y"), Tools.dumps({}), Tools.parse("3"), Tools.pair)
print(Tools().join(), sorted(n for n in vars(Tools) if not n.startswith("_")))
