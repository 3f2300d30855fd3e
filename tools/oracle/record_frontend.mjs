// node tools/oracle/record_frontend.mjs
// Writes what CPython 3.14 makes of the small programs in tests/frontend, which stand one behind the other with %%% between:
//   trees.txt  for programs.txt: ast.dump with places, one line a program
//   places.txt for errors.txt:   TYPE <tab> LINE:COLUMN <tab> MESSAGE, one line a program; columns count characters from 1
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const folder = path.join(root, "tests/frontend");
const pyodideFolder = path.join(root, "build/deps/pyodide");

const { loadPyodide } = await import(pathToFileURL(path.join(pyodideFolder, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: pyodideFolder + "/" });
const record = python.runPython(`
import ast
import warnings


def tree(text):
    return ast.dump(ast.parse(text.encode()), include_attributes=True)


def error(text):
    try:
        ast.parse(text.encode())
    except (SyntaxError, MemoryError, RecursionError) as e:
        return f"{type(e).__name__}\\t{e.lineno}:{e.offset}\\t{e.msg}"
    raise ValueError("CPython takes " + repr(text))


def record(text, kind):
    warnings.simplefilter("ignore")
    one = tree if kind == "tree" else error
    return "".join(one(program) + "\\n" for program in text.removesuffix("\\n").split("\\n%%%\\n"))


record
`);
for (const [from, to, kind] of [["programs.txt", "trees.txt", "tree"], ["errors.txt", "places.txt", "error"]])
    writeFileSync(path.join(folder, to), record(readFileSync(path.join(folder, from), "utf8"), kind));
