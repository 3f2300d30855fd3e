"""Python values and locals of translated programs in gdb.

    source .../share/cowith/cowith_gdb.py        (in ~/.gdbinit, or gdb -x)

- `print x`, `info locals`, `bt full`: values of type cowith::object and cowith::ref as Python's repr() shows them. No code of the
  program runs, so that it works in core dumps as well.
- `pylocals`: the Python locals of the selected frame and nothing else.
- `pynext`: on to another line of Python; `next` stops in the runtime as well, where a function returns.
- `async-backtrace`: the await chain of every task (the program must be running; it calls cowith::async_backtrace).
"""
import os
import sys

import gdb


sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cowith_values


def read(address, size):
    try:
        return gdb.selected_inferior().read_memory(address, size).tobytes()
    except gdb.MemoryError as e:
        raise cowith_values.Unreadable from e


memory = cowith_values.Memory(read)
layouts = {}  # of each program


def layout():
    key = gdb.current_progspace().filename
    if key not in layouts:
        try:
            address = int(gdb.parse_and_eval("(unsigned long)&cowith_debug_layout"))
        except gdb.error:
            return None
        layouts[key] = memory.layout(address)
    return layouts[key]


def text_of(value):
    bits = int(value["bits_"])
    table = layout()
    if table is None:
        return f"<cowith::object {bits:#x}>"
    return cowith_values.Reader(memory, table).show(bits)


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
