// Finds the programs whose outputs are recorded and reads what they need.
//
// A program is FOLDER/NAME.py, or FOLDER/NAME/main.py with the modules beside it. Its output is FOLDER/NAME.out, its
// input, if any, FOLDER/NAME.in. Comments in its first lines say what it wants:
//     # record-with: native           threads, signals, sockets, child processes, 64-bit hashes
//     # packages: async_timeout ...   installed packages, by import name
//     # args: one two                 arguments
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

export const folders = ["tests/differential", "tests/conformance", "tests/conformance/suspending",
    "tests/conformance/cancelled", "tests/conformance/renamed", "examples"];
const packageFolders = ["/usr/lib/python3/dist-packages"];

function filesBelow(folder, prefix = "") {
    return readdirSync(path.join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
        const name = path.join(prefix, entry.name);
        if (entry.isDirectory()) return entry.name === "__pycache__" ? [] : filesBelow(folder, name);
        return [{ name, bytes: readFileSync(path.join(folder, name)) }];
    });
}

function packageFiles(name) {
    for (const folder of packageFolders) {
        if (existsSync(path.join(folder, name + ".py")))
            return [{ name: name + ".py", bytes: readFileSync(path.join(folder, name + ".py")) }];
        if (existsSync(path.join(folder, name))) return filesBelow(folder, name);
    }
    throw new Error(`package ${name} is not installed in ${packageFolders.join(", ")}`);
}

export function marker(source, key) {
    const head = source.split("\n", 12).join("\n");
    return new RegExp(`^# ${key}: *(.*)$`, "m").exec(head)?.[1].trim();
}

function program(stem, main) {
    const source = readFileSync(main, "utf8");
    const words = (key) => marker(source, key)?.split(/\s+/).filter(Boolean) ?? [];
    const isFolder = path.basename(main) === "main.py" && path.dirname(main) === stem;
    return {
        stem,
        output: stem + ".out",
        native: marker(source, "record-with") === "native",
        skip: marker(source, "record-with") === "nothing",
        request: () => ({
            name: isFolder ? "main.py" : path.basename(main),
            files: isFolder ? filesBelow(stem) : [{ name: "main.py", bytes: readFileSync(main) }],
            packages: words("packages").flatMap(packageFiles),
            args: words("args"),
            stdin: existsSync(stem + ".in") ? readFileSync(stem + ".in", "utf8") : "",
        }),
    };
}

export function fromPath(file) {
    if (existsSync(file) && statSync(file).isDirectory()) return program(path.normalize(file), path.join(file, "main.py"));
    return program(file.replace(/\.py$/, ""), file);
}

export function find(patterns) {
    const named = patterns.filter((pattern) => existsSync(pattern)).map(fromPath);
    const words = patterns.filter((pattern) => !existsSync(pattern));
    if (patterns.length > 0 && words.length === 0) return named;
    const all = folders.filter(existsSync).flatMap((folder) =>
        readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
            const file = path.join(folder, entry.name);
            if (entry.isDirectory()) return existsSync(path.join(file, "main.py")) ? [fromPath(file)] : [];
            return entry.name.endsWith(".py") ? [fromPath(file)] : [];
        }),
    );
    const matches = (stem) => words.length === 0 || words.some((word) => path.basename(stem).includes(word));
    return [...named, ...all.filter((p) => matches(p.stem))].sort((a, b) => (a.stem < b.stem ? -1 : 1));
}
