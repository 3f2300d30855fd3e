// The newest native CPython of this machine, for programs that need threads, signals, sockets or 64-bit hashes.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

function candidates() {
    if (process.env.COWITH_PYTHON) return [process.env.COWITH_PYTHON];
    const names = ["python3.15", "python3.14", "python3.13", "python3.12", "python3"];
    const pyenv = path.join(os.homedir(), ".pyenv/versions");
    if (existsSync(pyenv)) names.push(...readdirSync(pyenv).map((v) => path.join(pyenv, v, "bin/python3")));
    return names;
}

let found;
export function python() {
    if (found) return found;
    const code = "import sys, sysconfig; print(sys.version.split()[0], sysconfig.get_path('stdlib'), sep='\\n')";
    for (const command of candidates()) {
        const answer = spawnSync(command, ["-I", "-c", code], { encoding: "utf8" });
        if (answer.status !== 0) continue;
        const [release, library] = answer.stdout.trim().split("\n");
        const order = release.split(".").map((part) => parseInt(part));
        if (!found || order[0] > found.order[0] || (order[0] === found.order[0] && order[1] > found.order[1]))
            found = { command, release, library, order, version: `CPython ${release} (native)` };
    }
    if (!found) throw new Error("no native python3 found; install one or name it in COWITH_PYTHON");
    return found;
}

// The same arguments and result as interpreter.mjs's run, and the folder in which the program ran.
export function run({ files, packages = [], args = [], stdin = "" }) {
    const folder = mkdtempSync(path.join(os.tmpdir(), "cowith-record-"));
    try {
        const put = (root, file) => {
            const target = path.join(root, file.name);
            mkdirSync(path.dirname(target), { recursive: true });
            writeFileSync(target, file.bytes);
        };
        files.forEach((file) => put(path.join(folder, "program"), file));
        packages.forEach((file) => put(path.join(folder, "packages"), file));
        const answer = spawnSync(python().command, ["-s", "-B", path.join(folder, "program/main.py"), ...args], {
            cwd: path.join(folder, "program"),
            input: stdin,
            encoding: "utf8",
            timeout: 60_000,
            maxBuffer: 1 << 28,
            env: {
                PATH: process.env.PATH,
                HOME: folder,
                LANG: "C.UTF-8",
                PYTHONHASHSEED: "0",
                PYTHONPATH: path.join(folder, "packages"),
            },
        });
        if (answer.error) throw answer.error;
        const status = answer.signal ?? `${answer.status}`;
        return { result: { stdout: answer.stdout, stderr: answer.stderr, status }, folder };
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
