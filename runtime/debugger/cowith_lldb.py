"""Python values and locals of translated programs in lldb.

    command script import .../share/cowith/cowith_lldb.py        (in ~/.lldbinit, or lldb -O)

- `frame variable`, `v x`: values of type cowith::object and cowith::ref as Python's repr() shows them. No code of the
  program runs, so that it works in core dumps as well.
- `pylocals`: the Python locals of the selected frame and nothing else.
- `pynext`: on to another line of Python; `next` stops in the runtime as well, where a function returns.
- `async-backtrace`: the await chain of every task (the program must be running; it calls cowith::async_backtrace).
"""
import os
import sys

import lldb

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cowith_values

VALUES = ("cowith::object", "cowith::ref", "cowith::coroutine", "cowith::generator")
layouts = {}  # of each program


def reader(target):
    """A Reader for target's process, or None: the program isn't a translated one, or doesn't run yet."""
    process = target.process

    def read(address, size):
        if size == 0:
            return b""
        error = lldb.SBError()
        got = process.ReadMemory(address, size, error)
        if error.Fail():  # a core dump: what is constant stands in the program's file only
            error = lldb.SBError()
            got = target.ReadMemory(lldb.SBAddress(address, target), size, error)
        if error.Fail() or len(got) != size:
            raise cowith_values.Unreadable
        return got

    memory = cowith_values.Memory(read)
    key = (target.executable.fullpath, process.GetUniqueID())
    if key not in layouts:
        found = target.FindSymbols("cowith_debug_layout")
        if not found.GetSize():
            return None
        address = found.GetContextAtIndex(0).symbol.addr.GetLoadAddress(target)
        if address == lldb.LLDB_INVALID_ADDRESS:
            return None
        layouts[key] = memory.layout(address)
    return cowith_values.Reader(memory, layouts[key])


def bits_of(value):
    """The 8 bytes that a value consists of; None: they aren't known."""
    value = value.GetNonSyntheticValue()
    if value.type.IsReferenceType():
        value = value.Dereference()
    error = lldb.SBError()
    bits = value.data.GetUnsignedInt64(error, 0)
    return bits if error.Success() else None


def summary(value, _):
    bits = bits_of(value)
    if bits is None:
        return None
    shown = reader(value.target)
    return shown.show(bits) if shown else f"<cowith::object {bits:#x}>"


def is_value(type_):
    if type_.IsReferenceType():
        type_ = type_.GetDereferencedType()
    return type_.GetCanonicalType().GetUnqualifiedType().name in VALUES


def python_locals(debugger, command, context, result, _):
    """The Python locals of the selected frame, a line each."""
    shown = {}
    for value in context.frame.GetVariables(True, True, False, True):
        name = value.name or ""
        if name in shown or not name.isidentifier() or name.startswith("_Coro") or not is_value(value.type):
            continue
        bits = bits_of(value)
        if bits:
            shown[name] = reader(context.target).show(bits)
    for name, text in shown.items():
        result.AppendMessage(f"{name} = {text}")


def python_next(debugger, command, context, result, _):
    """On to another line of Python: over calls, and through the runtime where a function returns or suspends."""
    thread = context.thread

    def place():
        entry = thread.GetSelectedFrame().line_entry
        name = entry.file.fullpath or ""
        return (name, entry.line) if name.endswith(".py") else None

    before = place()
    was_asynchronous = debugger.GetAsync()
    debugger.SetAsync(False)
    for _ in range(200):
        thread.StepOver()
        if context.process.state != lldb.eStateStopped or place() not in (None, before):
            break
    debugger.SetAsync(was_asynchronous)
    if context.process.state == lldb.eStateStopped:
        debugger.HandleCommand("frame select 0")
    else:
        result.AppendMessage("The program has ended.")


def async_backtrace(debugger, command, context, result, _):
    """The await chain of every task of the running event loop."""
    done = context.frame.EvaluateExpression("((void (*)())cowith_print_async_backtrace)()")
    if done.error.Fail() and done.error.value != 0x1001:  # 0x1001: it gave nothing
        result.SetError(f"no event loop in this program, or it does not run ({done.error})")


def __lldb_init_module(debugger, _):
    for name in VALUES:
        debugger.HandleCommand(f"type summary add -v -F {__name__}.summary {name}")
    for command, function in (("pylocals", python_locals), ("pynext", python_next), ("async-backtrace", async_backtrace)):
        debugger.HandleCommand(f"command script add -o -f {__name__}.{function.__name__} {command}")
