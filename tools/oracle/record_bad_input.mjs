// node tools/oracle/record_bad_input.mjs [--check]
// Writes tests/bad_input/cpython.txt: what CPython 3.14 says about each file there, one line a file:
//   NAME.py <tab> SyntaxError <tab> LINE:COLUMN-LINE:COLUMN <tab> MESSAGE
// Columns count characters from 1; a place that CPython doesn't name is 0. With --check it only compares.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const folder = path.join(root, "tests/bad_input");
const target = path.join(folder, "cpython.txt");
const pyodideFolder = path.join(root, "build/deps/pyodide");

const { loadPyodide } = await import(pathToFileURL(path.join(pyodideFolder, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: pyodideFolder + "/" });
const describe = python.runPython(`
import _testcapi
import warnings


def compile_bytes(data):
    try:
        compile(data, "program.py", "exec", dont_inherit=True)
    except (SyntaxError, MemoryError, RecursionError) as error:
        return error
    return None


def read_from_file(data):
    # How "python3 program.py" reads it; the messages about NUL bytes differ.
    with open("/tmp/program.py", "wb") as file:
        file.write(data)
    try:
        _testcapi.run_fileexflags("/tmp/program.py", 257, {})
    except SyntaxError as error:
        return error
    return None


def describe(data):
    data = data.to_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        error = compile_bytes(data)
        if error is not None and "null bytes" in str(error):
            error = read_from_file(data)
    if error is None:
        return None
    place = [getattr(error, field, 0) or 0 for field in ("lineno", "offset", "end_lineno", "end_offset")]
    message = getattr(error, "msg", str(error)).replace(" in file /tmp/program.py", "")
    return "{}\\t{}:{}-{}:{}\\t{}".format(type(error).__name__, *place, message)


describe
`);

let text = `# What CPython ${python.runPython("import sys; sys.version.split()[0]")} says; ` +
    "written by tools/oracle/record_bad_input.mjs\n";
let accepted = 0;
for (const name of readdirSync(folder).filter((name) => name.endsWith(".py")).sort()) {
    const said = describe(new Uint8Array(readFileSync(path.join(folder, name))));
    if (said === undefined || said === null) {
        console.error(`${name}: CPython accepts it, so it is no bad input`);
        accepted++;
        continue;
    }
    text += `${name}\t${said}\n`;
}
const old = existsSync(target) ? readFileSync(target, "utf8") : "";
if (process.argv.includes("--check")) {
    if (old !== text) console.error("tests/bad_input/cpython.txt differs from what CPython says");
    process.exit(old === text && accepted === 0 ? 0 : 1);
}
if (old !== text) writeFileSync(target, text);
process.exit(accepted === 0 ? 0 : 1);
