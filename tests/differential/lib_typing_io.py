# What typing has beside its forms: the classes of files, aliases of other modules' classes, dataclass_transform.
import typing
from typing import IO, BinaryIO, Match, Pattern, Protocol, TextIO, dataclass_transform, get_protocol_members

print(IO, TextIO, BinaryIO, IO[str], IO.__module__, TextIO.__mro__)
print(typing.ChainMap, typing.ChainMap[str, int], Pattern[str], Match[bytes], Pattern.__origin__)
print([name for name in dir(TextIO) if not name.startswith("_")], TextIO.close.__isabstractmethod__)


def count(file: TextIO, kind: "IO[bytes] | None" = None) -> int:
    return len(file.readlines())


print(typing.get_type_hints(count))


@dataclass_transform(kw_only_default=True, field_specifiers=(int,))
def model(cls):
    return cls


print(model.__dataclass_transform__)


class Named(Protocol):
    name: str

    def rename(self, name: str) -> None: ...


print(sorted(get_protocol_members(Named)))
for wrong in [int, str]:
    try:
        get_protocol_members(wrong)
    except TypeError as error:
        print(error)
try:
    typing.NoSuchThing
except AttributeError as error:
    print(error)
