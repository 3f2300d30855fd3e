"""Python values and locals of translated programs in gdb.

    source .../share/cowith/cowith_gdb.py        (in ~/.gdbinit, or gdb -x)

- `print x`, `info locals`, `bt full`: values of type cowith::object and cowith::ref as Python's repr() shows them. No code of the
  program runs, so that it works in core dumps as well.
- `pylocals`: the Python locals of the selected frame and nothing else.
- `pynext`: on to another line of Python; `next` stops in the runtime as well, where a function returns.
- `async-backtrace`: the await chain of every task (the program must be running; it calls cowith::async_backtrace).
"""
import gdb


class Layout:
    """The table that the runtime has for us (debug_layout.cpp), read once a program."""

    _known = {}

    @classmethod
    def get(cls):
        key = gdb.current_progspace().filename
        if key not in cls._known:
            table = read_layout()
            if table is None:
                return None
            cls._known[key] = table
        return cls._known[key]


def memory(address, size):
    return gdb.selected_inferior().read_memory(address, size).tobytes()


def unsigned(address, size=8):
    return int.from_bytes(memory(address, size), "little")


def signed(address, size):
    return int.from_bytes(memory(address, size), "little", signed=True)


def c_text(address):
    text = b""
    while len(text) < 1000:
        part = memory(address + len(text), 1)
        if part == b"\0":
            break
        text += part
    return text.decode(errors="backslashreplace")


def read_layout():
    try:
        address = int(gdb.parse_and_eval("(unsigned long)&cowith_debug_layout"))
    except gdb.error:
        return None
    table = {}
    while True:
        name = unsigned(address)
        if not name:
            return table
        table[c_text(name)] = unsigned(address + 8) or unsigned(address + 16)
        address += 24


class Reader:
    """Turns the bits of a value into text. `room` limits how much of deep and long values is shown."""

    def __init__(self, layout, room=400):
        self.layout = layout
        self.room = room
        self.inside = set()

    def at(self, address, name, size=8):
        return unsigned(address + self.layout[name], size)

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
        except gdb.MemoryError:
            text = f"<not readable at {bits:#x}>"
        self.inside.discard(bits)
        self.room -= len(text)
        return text

    def heap(self, x):
        layout = self.layout
        kind = self.at(x, "header.type")
        name = c_text(self.at(kind, "type_object.name"))
        flags = self.at(kind, "type_object.type_flags", 4)
        if name == "NoneType":
            return "None"
        if name == "bool":
            return "True" if x == layout["true_object"] else "False"
        if name in ("ellipsis", "NotImplementedType"):
            return {"ellipsis": "Ellipsis"}.get(name, "NotImplemented")
        if name == "float":
            import struct

            return repr(struct.unpack("d", memory(x + layout["float_object.value"], 8))[0])
        if flags & layout["is_string"]:
            size = self.at(x, "str_object.size", 4)
            text = memory(x + layout["str_object.text"], min(size, 200)).decode(errors="replace")
            return repr(text) + ("..." if size > 200 else "")
        if flags & layout["is_bytes"]:
            size = self.at(x, "bytes_object.size")
            return repr(memory(x + layout["bytes_object.data"], min(size, 200))) + ("..." if size > 200 else "")
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
            return f"<class '{c_text(self.at(x, 'type_object.name'))}'>"
        if name == "function":
            return f"<function {c_text(self.at(self.at(x, 'function_object.code'), 'code_object.qualname'))}>"
        if name == "module":
            return f"<module '{c_text(self.at(x, 'module_object.name'))}'>"
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
            value = value << 60 | unsigned(digits + 8 * i)
        return str(-value if self.at(x, "int_object.sign", 4) else value)

    def items(self, address, count):
        shown = []
        for i in range(count):
            if self.room <= 0 or i == 50:
                shown.append("...")
                break
            shown.append(self.show(unsigned(address + 8 * i)))
        return ", ".join(shown)

    def pairs(self, x):
        entries = self.at(x, "dict_object.entries")
        step = self.layout["sizeof.dict_entry"]
        shown = []
        for i in range(self.at(x, "dict_object.filled", 4)):
            key = unsigned(entries + step * i)
            if not key:
                continue
            if self.room <= 0 or len(shown) == 50:
                shown.append("...")
                break
            shown.append(f"{self.show(key)}: {self.show(unsigned(entries + step * i + 8))}")
        return ", ".join(shown)

    def set_of(self, x, name):
        table = self.at(x, "set_object.table")
        step = self.layout["sizeof.set_entry"]
        keys = []
        for i in range(self.at(x, "set_object.mask") + 1 if table else 0):
            key = unsigned(table + step * i)
            if key and self.room > 0:
                keys.append(self.show(key))
        if not keys:
            return name + "()"
        text = "{" + ", ".join(keys) + "}"
        return text if name == "set" else f"frozenset({text})"

    def frame(self, x, name):
        callee = self.at(x, "frame_base.callee")
        kind = c_text(self.at(self.at(callee, "header.type"), "type_object.name"))
        code = callee if kind == "code" else self.at(callee, "function_object.code")
        return f"<{name} {c_text(self.at(code, 'code_object.qualname'))} at line {self.at(x, 'frame_base.line', 4)}>"

    def instance(self, x, kind, flags, name):
        attributes = []
        offset = signed(kind + self.layout["type_object.dict_offset"], 4)
        dict_bits = unsigned(x + offset) if offset else 0
        fields = signed(kind + self.layout["type_object.fields_offset"], 4)
        if dict_bits and not dict_bits & 1:
            attributes.append(self.pairs(dict_bits))
        elif fields and flags & self.layout["type_heap"]:
            names = self.at(kind, "type_object.field_names")
            for i in range(self.at(kind, "type_object.field_count", 4)):
                value = unsigned(x + fields + self.layout["instance_fields.values"] + 8 * i)
                if value:
                    field = unsigned(names + self.layout["tuple_object.items"] + 8 * i)
                    attributes.append(f"{self.show(field)[1:-1]}={self.show(value)}")
        return f"<{short(name)} at {x:#x}" + "".join(" " + a for a in attributes) + ">"


def short(name):
    return name.rpartition(".")[2]


def text_of(value):
    layout = Layout.get()
    bits = int(value["bits_"])
    if layout is None:
        return f"<cowith::object {bits:#x}>"
    return Reader(layout).show(bits)


class ObjectPrinter:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        return text_of(self.value)


def is_value(type_):
    type_ = type_.strip_typedefs()
    if type_.code in (gdb.TYPE_CODE_REF, gdb.TYPE_CODE_RVALUE_REF):
        type_ = type_.target().strip_typedefs()
    return type_.unqualified().name in ("cowith::object", "cowith::ref", "cowith::coroutine", "cowith::generator")


def find_printer(value):
    return ObjectPrinter(value) if is_value(value.type) else None


class PythonLocals(gdb.Command):
    """The Python locals of the selected frame, a line each."""

    def __init__(self):
        super().__init__("pylocals", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        frame = gdb.selected_frame()
        shown = {}
        block = frame.block()
        while block is not None and not block.is_global and not block.is_static:
            for symbol in block:
                if not (symbol.is_variable or symbol.is_argument) or symbol.name in shown:
                    continue
                if not is_value(symbol.type) or not symbol.name.isidentifier() or symbol.name.startswith("_Coro"):
                    continue
                if symbol.name.startswith(("class_cowith__", "struct_cowith__")):
                    continue
                value = symbol.value(frame)
                if value.type.code in (gdb.TYPE_CODE_REF, gdb.TYPE_CODE_RVALUE_REF):
                    value = value.referenced_value()
                if int(value["bits_"]):
                    shown[symbol.name] = text_of(value)
            if block.function is not None:
                break
            block = block.superblock
        for name, text in shown.items():
            print(f"{name} = {text}")


class PythonNext(gdb.Command):
    """On to another line of Python: over calls, and through the runtime where a function returns or suspends."""

    def __init__(self):
        super().__init__("pynext", gdb.COMMAND_RUNNING)

    @staticmethod
    def place():
        sal = gdb.selected_frame().find_sal()
        name = sal.symtab.filename if sal.symtab else ""
        return (name, sal.line) if name.endswith(".py") else None

    def invoke(self, argument, from_tty):
        before = self.place()
        # gdb shows each stop by itself, captured or not.
        for setting in ("file /dev/null", "redirect on", "enabled on"):
            gdb.execute("set logging " + setting, to_string=True)
        try:
            for _ in range(200):
                gdb.execute("next", to_string=True)
                if not gdb.selected_inferior().pid or self.place() not in (None, before):
                    break
        finally:
            gdb.execute("set logging enabled off", to_string=True)
            gdb.execute("set logging redirect off", to_string=True)
        if gdb.selected_inferior().pid:
            gdb.execute("frame")
        else:
            print("The program has ended.")


class AsyncBacktrace(gdb.Command):
    """The await chain of every task of the running event loop."""

    def __init__(self):
        super().__init__("async-backtrace", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        try:
            gdb.execute("call ((void (*)())cowith_print_async_backtrace)()", from_tty)
        except gdb.error as e:
            print(f"no event loop in this program, or it does not run ({e})")


gdb.pretty_printers.append(find_printer)
PythonLocals()
PythonNext()
AsyncBacktrace()
