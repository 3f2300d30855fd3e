import sys

import parts

shelf = parts.Shelf()
for name in sys.argv[1:]:
    try:
        shelf.put(name)
    except ValueError as error:
        print("no place for", name, repr(error))
print(parts.Shelf.name(), shelf.parts(), parts.extra() if hasattr(parts, "extra") else None)
