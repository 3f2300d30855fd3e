"""Writes the three harder forms of the programs in tests/conformance into the folders below it.

suspending/  every coroutine, handler, cleanup and early exit really suspends first
cancelled/   the same suspensions; the program runs once for each of them, and is cancelled there
renamed/     contextlib's functions under other names, its classes subclassed

The forms are made by inserting and replacing text at places that the syntax tree tells, so that they read like the
originals. Run it after changing a program: tools/make_conformance_forms.py && ./dev record --missing
Needs Python 3.12 or newer. A comment `# forms: NAME...` at the top of a program names the only forms to make of it.
"""

import ast
import re
import sys
from pathlib import Path

CONFORMANCE = Path(__file__).resolve().parent.parent / "tests" / "conformance"

SUSPENDING = '''\
class Turn:
    """Suspends for one turn of the loop by an `__await__` of its own."""

    def __await__(self):
        yield


pauses = 0


async def pause():
    """Suspend in one of three ways in turn: an `__await__`, `sleep(0)`, a future."""
    global pauses
    pauses += 1
    if pauses % 3 == 1:
        await Turn()
    elif pauses % 3 == 2:
        await asyncio.sleep(0)
    else:
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        loop.call_soon(lambda: future.done() or future.set_result(None))
        await future
'''

CANCELLED = '''\
class Turn:
    """Suspends for one turn of the loop by an `__await__` of its own."""

    def __await__(self):
        yield


pauses = 0
cancelled_at = 0
audible = False


async def pause():
    """Suspend in one of three ways in turn; at one of these suspensions the current task is cancelled."""
    global pauses, audible
    pauses += 1
    loop = asyncio.get_running_loop()
    if pauses == cancelled_at:
        audible = True
        say("-- cancelled at suspension", pauses)
        task = asyncio.current_task()
        if pauses % 2:
            task.cancel(f"at {pauses}")
        else:
            loop.call_soon(task.cancel, f"at {pauses}")
    if pauses % 3 == 1:
        await Turn()
    elif pauses % 3 == 2:
        await asyncio.sleep(0)
    else:
        future = loop.create_future()
        loop.call_soon(lambda: future.done() or future.set_result(None))
        await future


def say(*values, **options):
    """Print what happens from the cancellation on."""
    if audible:
        print(*values, **options)


def cancel_everywhere(main):
    """Run `main` once for each of its suspensions."""
    global pauses, cancelled_at, audible
    asyncio.run(main())
    total = pauses
    for cancelled_at in range(1, total + 1):
        pauses = 0
        audible = False
        try:
            asyncio.run(main())
            say("main ended")
        except asyncio.CancelledError as exc:
            say("main was cancelled", exc.args)
        except Exception as exc:
            say("main raised", repr(exc), "context", repr(exc.__context__))
    audible = True
    say("suspensions:", total)
'''

RENAMED_FUNCTIONS = {"asynccontextmanager": "as_async_manager", "contextmanager": "as_manager"}

RENAMED_CLASSES = {
    "AsyncExitStack": "AsyncPile",
    "ExitStack": "Pile",
    "aclosing": "AsyncCloser",
    "closing": "Closer",
    "nullcontext": "Nothing_",
    "suppress": "Swallow",
    "redirect_stdout": "OutputTo",
    "redirect_stderr": "ErrorsTo",
    "chdir": "Inside",
    "AbstractAsyncContextManager": "AsyncManagerBase",
    "AbstractContextManager": "ManagerBase",
    "AsyncContextDecorator": "AsyncDecoratorBase",
    "ContextDecorator": "DecoratorBase",
}

# What the subclasses override: each method only passes on, but it is there, and has to be called.
OVERRIDES = {
    "AsyncExitStack": '''
    async def enter_async_context(self, cm):
        return await super().enter_async_context(cm)

    def push_async_exit(self, exit):
        return super().push_async_exit(exit)

    async def __aexit__(self, *details):
        return await super().__aexit__(*details)
''',
    "ExitStack": '''
    def push(self, exit):
        return super().push(exit)

    def __exit__(self, *details):
        return super().__exit__(*details)
''',
    "aclosing": '''
    async def __aexit__(self, *details):
        return await super().__aexit__(*details)
''',
    "closing": '''
    def __exit__(self, *details):
        return super().__exit__(*details)
''',
    "suppress": '''
    def __exit__(self, *details):
        return super().__exit__(*details)
''',
}


class Edits:
    """Insertions and replacements in a text, applied at once from the back to the front."""

    def __init__(self, text):
        self.lines = text.splitlines(keepends=True)
        self.pending = []

    def insert_line(self, number, text):
        self.pending.append((number, 0, 0, text + "\n"))

    def replace(self, node, text):
        """Replace a name; columns of the syntax tree count UTF-8 bytes."""
        self.pending.append((node.lineno, node.col_offset, node.end_col_offset, text))

    def replace_lines(self, first, last, text):
        for number in range(first, last + 1):
            self.pending.append((number, 0, len(self.lines[number - 1].encode()), text if number == first else ""))

    def apply(self):
        lines = [""] + self.lines
        for number, start, end, text in sorted(set(self.pending), reverse=True):
            line = lines[number].encode()
            lines[number] = (line[:start] + text.encode() + line[end:]).decode()
        return "".join(lines)


def async_functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)]


def own_statements(body):
    """All statements of a function body, those of nested functions and classes left out."""
    for statement in body:
        yield statement
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        for field in ("body", "orelse", "finalbody"):
            yield from own_statements(getattr(statement, field, []))
        for handler in getattr(statement, "handlers", []):
            yield from own_statements(handler.body)
        for case in getattr(statement, "cases", []):
            yield from own_statements(case.body)


def pause_before(edits, statement):
    """Insert `await pause()` before a statement that begins its line."""
    line = edits.lines[statement.lineno - 1]
    indent = line[: len(line) - len(line.lstrip())]
    if len(indent) == statement.col_offset and not isinstance(statement, (ast.Global, ast.Nonlocal)):
        first = statement.decorator_list[0].lineno if getattr(statement, "decorator_list", None) else statement.lineno
        edits.insert_line(first, f"{indent}await pause()")


def insert_pauses(edits, tree):
    for function in async_functions(tree):
        body = function.body
        if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and len(body) > 1:
            body = body[1:]
        while isinstance(body[0], (ast.Global, ast.Nonlocal)):
            body = body[1:]
        pause_before(edits, body[0])
        for statement in own_statements(body):
            if isinstance(statement, (ast.Return, ast.Raise, ast.Break, ast.Continue)):
                pause_before(edits, statement)
            if isinstance(statement, (ast.AsyncWith, ast.With)):
                pause_before(edits, statement.body[0])
            if isinstance(statement, (ast.Try, ast.TryStar)):
                for block in [statement.orelse, statement.finalbody, *(handler.body for handler in statement.handlers)]:
                    if block:
                        pause_before(edits, block[0])


def body_start(tree):
    """The line of the first statement behind the imports."""
    for node in tree.body:
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            return node.decorator_list[0].lineno if getattr(node, "decorator_list", None) else node.lineno
    raise ValueError("nothing but imports")


def final_run(tree):
    """The statement `asyncio.run(main())` at the end."""
    for node in reversed(tree.body):
        if ast.unparse(node) == "asyncio.run(main())":
            return node
    return None


def suspending(text, tree):
    if not async_functions(tree):
        return None
    edits = Edits(text)
    insert_pauses(edits, tree)
    edits.insert_line(body_start(tree), SUSPENDING + "\n")
    return edits.apply()


def cancelled(text, tree):
    run = final_run(tree)
    if run is None or not async_functions(tree):
        return None
    edits = Edits(text)
    insert_pauses(edits, tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "print":
            edits.replace(node, "say")
    edits.replace_lines(run.lineno, run.end_lineno, "cancel_everywhere(main)\n")
    edits.insert_line(body_start(tree), CANCELLED + "\n")
    return edits.apply()


def renamed(text, tree):
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "contextlib"]
    if not imports:
        return None
    names = [alias.name for node in imports for alias in node.names]
    edits = Edits(text)
    for node in imports:
        edits.replace_lines(node.lineno, node.end_lineno, "import contextlib\n")
    definitions = []
    for name in names:
        if name in RENAMED_FUNCTIONS:
            definitions.append(f'{RENAMED_FUNCTIONS[name]} = {{"tool": contextlib.{name}}}["tool"]\n')
        else:
            override = OVERRIDES.get(name, "")
            definitions.append(f'\nclass {RENAMED_CLASSES[name]}(contextlib.{name}):\n'
                               f'    """contextlib\'s own, subclassed."""\n{override}\n')
    edits.insert_line(body_start(tree), "".join(definitions))
    new_names = RENAMED_FUNCTIONS | RENAMED_CLASSES
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in names:
            edits.replace(node, new_names[node.id])
    return edits.apply()


def main():
    written = 0
    for form in (suspending, cancelled, renamed):
        folder = CONFORMANCE / form.__name__
        folder.mkdir(exist_ok=True)
        made = set()
        for program in sorted(CONFORMANCE.glob("c*.py")):
            text = program.read_text()
            only = re.search(r"^# forms: (.*)$", text, re.MULTILINE)
            if only and form.__name__ not in only[1].split():
                continue
            new = form(text, ast.parse(text))
            if new is None:
                continue
            ast.parse(new)
            target = folder / f"{program.stem}_{form.__name__}.py"  # a name of its own: programs share binaries
            made.add(target.name)
            if not target.exists() or target.read_text() != new:
                target.write_text(new)
                written += 1
        for old in folder.glob("*.py"):
            if old.name not in made:
                old.unlink()
                old.with_suffix(".out").unlink(missing_ok=True)
    print(f"{written} programs written")


if __name__ == "__main__":
    sys.exit(main())
