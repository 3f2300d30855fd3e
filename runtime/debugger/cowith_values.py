"""Values of translated programs as Python's repr() shows them, read from memory: what the debuggers' scripts share."""
import struct


class Unreadable(Exception):
    """What a debugger's function for reading memory raises where there is none."""


class Memory:
    """read(address, size) -> bytes, or Unreadable: the debugger's."""

    def __init__(self, read):
        self.bytes = read

    def unsigned(self, address, size=8):
        return int.from_bytes(self.bytes(address, size), "little")

    def signed(self, address, size):
        return int.from_bytes(self.bytes(address, size), "little", signed=True)

    def c_text(self, address):
        text = b""
        while len(text) < 1000:
            part = self.bytes(address + len(text), 1)
            if part == b"\0":
                break
            text += part
        return text.decode(errors="backslashreplace")

    def layout(self, address):
        """The table that the runtime has for us (debug_layout.cpp): offsets, flags and addresses by name."""
        table = {}
        while True:
            name = self.unsigned(address)
            if not name:
                return table
            table[self.c_text(name)] = self.unsigned(address + 8) or self.unsigned(address + 16)
            address += 24


class Reader:
    """Turns the bits of a value into text. `room` limits how much of deep and long values is shown."""

    def __init__(self, memory, layout, room=400):
        self.memory = memory
        self.layout = layout
        self.room = room
        self.inside = set()

    def at(self, address, name, size=8):
        return self.memory.unsigned(address + self.layout[name], size)

    def show(self, bits):
        if bits == 0:
            return "<unbound>"
        if bits & 1:
            return str((bits - (1 << 64) if bits >> 63 else bits) >> 1)
        if bits in self.inside or self.room <= 0 or len(self.inside) > 6:
            return "..."
        self.inside.add(bits)
        try:
            text = self.heap(bits)
        except Unreadable:
            text = f"<not readable at {bits:#x}>"
        self.inside.discard(bits)
        self.room -= len(text)
        return text

    def heap(self, x):
        layout = self.layout
        kind = self.at(x, "header.type")
        name = self.memory.c_text(self.at(kind, "type_object.name"))
        flags = self.at(kind, "type_object.type_flags", 4)
        if name == "NoneType":
            return "None"
        if name == "bool":
            return "True" if x == layout["true_object"] else "False"
        if name in ("ellipsis", "NotImplementedType"):
            return {"ellipsis": "Ellipsis"}.get(name, "NotImplemented")
        if name == "float":
            return repr(struct.unpack("d", self.memory.bytes(x + layout["float_object.value"], 8))[0])
        if flags & layout["is_string"]:
            size = self.at(x, "str_object.size", 4)
            text = self.memory.bytes(x + layout["str_object.text"], min(size, 200)).decode(errors="replace")
            return repr(text) + ("..." if size > 200 else "")
        if flags & layout["is_bytes"]:
            size = self.at(x, "bytes_object.size")
            data = self.memory.bytes(x + layout["bytes_object.data"], min(size, 200))
            return repr(data) + ("..." if size > 200 else "")
        if flags & layout["is_long"]:
            return self.big_int(x)
        if flags & layout["is_list"]:
            return "[" + self.items(self.at(x, "list_object.items"), self.at(x, "list_object.size")) + "]"
        if flags & layout["is_tuple"]:
            size = self.at(x, "tuple_object.size")
            return "(" + self.items(x + layout["tuple_object.items"], size) + ("," if size == 1 else "") + ")"
        if flags & layout["is_dict"]:
            return "{" + self.pairs(x) + "}"
        if name in ("set", "frozenset"):
            return self.set_of(x, name)
        if flags & layout["is_exception"]:
            args = self.show(self.at(x, "exception.args"))
            return short(name) + (args[:-2] + ")" if args.endswith(",)") else args)
        if flags & layout["is_type"]:
            return f"<class '{self.memory.c_text(self.at(x, 'type_object.name'))}'>"
        if name == "function":
            return f"<function {self.name_of_code(self.at(x, 'function_object.code'))}>"
        if name == "module":
            return f"<module '{self.memory.c_text(self.at(x, 'module_object.name'))}'>"
        if name == "cell":
            return f"<cell: {self.show(self.at(x, 'cell_object.value'))}>"
        if name in ("coroutine", "generator", "async_generator"):
            return self.frame(x, name)
        return self.instance(x, kind, flags, name)

    def big_int(self, x):
        used = self.at(x, "int_object.used", 4)
        digits = self.at(x, "int_object.digits")
        value = 0
        for i in reversed(range(min(used, 200))):
            value = value << 60 | self.memory.unsigned(digits + 8 * i)
        return str(-value if self.at(x, "int_object.sign", 4) else value)

    def items(self, address, count):
        shown = []
        for i in range(count):
            if self.room <= 0 or i == 50:
                shown.append("...")
                break
            shown.append(self.show(self.memory.unsigned(address + 8 * i)))
        return ", ".join(shown)

    def pairs(self, x):
        entries = self.at(x, "dict_object.entries")
        step = self.layout["sizeof.dict_entry"]
        shown = []
        for i in range(self.at(x, "dict_object.filled", 4)):
            key = self.memory.unsigned(entries + step * i)
            if not key:
                continue
            if self.room <= 0 or len(shown) == 50:
                shown.append("...")
                break
            shown.append(f"{self.show(key)}: {self.show(self.memory.unsigned(entries + step * i + 8))}")
        return ", ".join(shown)

    def set_of(self, x, name):
        table = self.at(x, "set_object.table")
        step = self.layout["sizeof.set_entry"]
        keys = []
        for i in range(self.at(x, "set_object.mask") + 1 if table else 0):
            key = self.memory.unsigned(table + step * i)
            if key and self.room > 0:
                keys.append(self.show(key))
        if not keys:
            return name + "()"
        text = "{" + ", ".join(keys) + "}"
        return text if name == "set" else f"frozenset({text})"

    def frame(self, x, name):
        callee = self.at(x, "frame_base.callee")
        kind = self.memory.c_text(self.at(self.at(callee, "header.type"), "type_object.name"))
        code = callee if kind == "code" else self.at(callee, "function_object.code")
        return f"<{name} {self.name_of_code(code)} at line {self.at(x, 'frame_base.line', 4)}>"

    def name_of_code(self, code):
        return self.memory.c_text(self.at(code, "code_object.qualname"))

    def instance(self, x, kind, flags, name):
        attributes = []
        offset = self.memory.signed(kind + self.layout["type_object.dict_offset"], 4)
        dict_bits = self.memory.unsigned(x + offset) if offset else 0
        fields = self.memory.signed(kind + self.layout["type_object.fields_offset"], 4)
        if dict_bits and not dict_bits & 1:
            attributes.append(self.pairs(dict_bits))
        elif fields and flags & self.layout["type_heap"]:
            names = self.at(kind, "type_object.field_names")
            for i in range(self.at(kind, "type_object.field_count", 4)):
                value = self.memory.unsigned(x + fields + self.layout["instance_fields.values"] + 8 * i)
                if value:
                    field = self.memory.unsigned(names + self.layout["tuple_object.items"] + 8 * i)
                    attributes.append(f"{self.show(field)[1:-1]}={self.show(value)}")
        return f"<{short(name)} at {x:#x}" + "".join(" " + a for a in attributes) + ">"


def short(name):
    return name.rpartition(".")[2]
