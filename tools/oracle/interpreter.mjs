// CPython 3.14 in WebAssembly (pyodide). One snapshot is taken after start-up; each program runs in an instance of its
// own made from it (0.3 s), through CPython's own main function, its finalisation included.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const pyodideFolder = path.join(here, "../../build/deps/pyodide");
const options = {
    indexURL: pyodideFolder + "/",
    env: { PYTHONHASHSEED: "0", HOME: "/program" },
    args: ["main.py"],
};
const sitePackages = "/lib/python3.14/site-packages";

let loadPyodide;
let snapshot;
export let version; // "CPython 3.14.2 (pyodide 314.0.7)"

export async function start() {
    ({ loadPyodide } = await import(pathToFileURL(path.join(pyodideFolder, "pyodide.mjs"))));
    const python = await loadPyodide({ ...options, _makeSnapshot: true });
    version = `CPython ${python.runPython("import sys; sys.version.split()[0]")} (pyodide ${python.version})`;
    python.FS.mkdirTree("/program");
    // In a namespace of its own; the file name makes its frames count as the library's (see output.mjs).
    const globals = python.toPy({ __name__: "prepare" });
    python.runPython(readFileSync(path.join(here, "prepare.py"), "utf8"), { globals, filename: "<frozen oracle>" });
    snapshot = python.makeMemorySnapshot();
}

// run({files, packages, args, stdin}) -> {stdout, stderr, status}
// files: [{name, bytes}], relative to the program's folder, "main.py" among them; packages: the same for site-packages.
export async function run({ files, packages = [], name, args = [], stdin = "" }) {
    const python = await loadPyodide({ ...options, _loadSnapshot: snapshot });
    const output = { stdout: [], stderr: [] };
    const writer = (stream) => ({
        write: (bytes) => {
            output[stream].push(Buffer.from(bytes));
            return bytes.length;
        },
        isatty: false,
    });
    python.setStdout(writer("stdout"));
    python.setStderr(writer("stderr"));
    let input = Buffer.from(stdin);
    python.setStdin({
        read: (buffer) => {
            const part = input.subarray(0, buffer.length);
            buffer.set(part);
            input = input.subarray(part.length);
            return part.length;
        },
        isatty: false,
    });
    const put = (folder, file) => {
        const target = path.posix.join(folder, file.name);
        python.FS.mkdirTree(path.posix.dirname(target));
        python.FS.writeFile(target, file.bytes);
    };
    files.forEach((file) => put("/program", file));
    packages.forEach((file) => put(sitePackages, file));
    python.FS.chdir("/program");
    python.runPython(`import sys; sys.argv[:] = ${JSON.stringify([name, ...args])}; del sys`);

    let status;
    try {
        status = python._module._run_main();
        if (python._module._Py_FinalizeEx() < 0) status = 120;
    } catch (error) {
        if (error?.name !== "ExitStatus") throw error;
        status = error.status;
    }
    const text = (stream) => Buffer.concat(output[stream]).toString("utf8");
    const result = { stdout: text("stdout"), stderr: text("stderr"), status: `${status}` };
    // CPython kills itself by SIGINT after a KeyboardInterrupt that nobody caught; here it only ends with 1.
    if (status === 1 && /^KeyboardInterrupt(: .*)?$/m.test(result.stderr.trimEnd().split("\n").at(-1)))
        result.status = "SIGINT";
    return result;
}
