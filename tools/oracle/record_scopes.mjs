// node tools/oracle/record_scopes.mjs [--check]
// Writes tests/scopes/NAME.txt for each NAME.py there: what CPython's symtable module says about its scopes and names, and
// co_varnames of its functions. What CPython makes up for itself (".format", "__classdict__", ...) is left out.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const folder = path.join(root, "tests/scopes");
const pyodideFolder = path.join(root, "build/deps/pyodide");
const { loadPyodide } = await import(pathToFileURL(path.join(pyodideFolder, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: pyodideFolder + "/" });
const describe = python.runPython(`
import symtable
import sys

KINDS = {1: "local", 2: "global explicit", 3: "global implicit", 4: "free", 5: "cell"}
INTERNAL = {"__classdict__", "__conditional_annotations__", "__type_params__"}


def scope_lines(table, depth, lines):
    names = {symbol.get_name(): KINDS[symbol._Symbol__scope] for symbol in table.get_symbols()}
    names = {name: kind for name, kind in names.items() if name not in INTERNAL and not name.startswith(".")}
    kind = table.get_type().value if hasattr(table.get_type(), "value") else str(table.get_type())
    if kind == "annotation" and not names and not table.get_children():
        return
    indent = "    " * depth
    lines.append(f"{indent}{kind} {table.get_name()}")
    for name in sorted(names):
        lines.append(f"{indent}    {name}: {names[name]}")
    for child in table.get_children():
        scope_lines(child, depth + 1, lines)


def variable_lines(code, lines):
    made_up = {"format", ".format", ".type_params", ".generic_base"}.intersection(code.co_varnames)
    if code.co_flags & 1 and not made_up and "<generic" not in code.co_qualname:
        names = [name for name in code.co_varnames if not name.startswith(".")]
        lines.append(f"{code.co_qualname}({code.co_firstlineno}): {' '.join(names)}".rstrip())
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            variable_lines(constant, lines)


def describe(text):
    lines = []
    scope_lines(symtable.symtable(text, "program.py", "exec"), 0, lines)
    variables = []
    variable_lines(compile(text, "program.py", "exec", dont_inherit=True), variables)
    return "\\n".join(lines + ["=== co_varnames"] + sorted(variables)) + "\\n"


describe
`);
const version = python.runPython("import sys; sys.version.split()[0]");
let different = 0;
for (const name of readdirSync(folder).filter((name) => name.endsWith(".py")).sort()) {
    const target = path.join(folder, name.replace(/\.py$/, ".txt"));
    const text = `=== symtable of CPython ${version}; written by tools/oracle/record_scopes.mjs\n` +
        describe(readFileSync(path.join(folder, name), "utf8"));
    if (existsSync(target) && readFileSync(target, "utf8") === text) continue;
    different++;
    console.log(`${process.argv.includes("--check") ? "differs" : "recorded"}  ${name}`);
    if (!process.argv.includes("--check")) writeFileSync(target, text);
}
process.exit(process.argv.includes("--check") && different > 0 ? 1 : 0);
