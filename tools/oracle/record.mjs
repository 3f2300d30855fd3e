// node tools/oracle/record.mjs [--check] [--missing] [--print] [NAME|FILE...]
// Records the outputs of the test programs with CPython 3.14 (see README.md in this folder).
import { fork } from "node:child_process";
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as native from "./native.mjs";
import { format, tidy } from "./output.mjs";
import { find } from "./programs.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const wasmPlaces = (name) => ({ name, folder: "/program",
    libraries: ["/lib/python314.zip", "/lib/python3.14/lib-dynload", "/lib/python3.14"], packages: "/lib/python3.14/site-packages" });
const timeLimit = 90_000; // for one program
const programsPerWorker = 60; // a worker's memory grows with each instance

const flags = new Set(process.argv.slice(2).filter((word) => word.startsWith("--")));
const patterns = process.argv.slice(2).filter((word) => !word.startsWith("--"));
for (const flag of flags)
    if (!["--check", "--missing", "--print"].includes(flag)) {
        console.error(`record: there is no option ${flag}; the options are --check, --missing, --print`);
        process.exit(2);
    }

let programs = find(patterns).filter((program) => !program.skip);
if (patterns.length > 0 && programs.length === 0) {
    console.error(`record: no program is called ${patterns.join(" or ")}`);
    process.exit(2);
}
if (flags.has("--missing"))
    programs = programs.filter((p) => !existsSync(p.output) ||
        statSync(p.output).mtimeMs < statSync(existsSync(p.stem + ".py") ? p.stem + ".py" : path.join(p.stem, "main.py")).mtimeMs);

const count = { same: 0, written: 0, differs: 0, failed: 0 };
const say = (program, word) => console.log(`${word.padEnd(9)} ${program.stem}`);

function finish(program, raw, places, recordedWith) {
    const stripPackages = (text) => places.packages ? text.replaceAll(places.packages + "/", "") : text;
    const shown = { ...raw, stdout: stripPackages(raw.stdout), stderr: stripPackages(raw.stderr) };
    let text;
    try {
        text = format(tidy(shown, places), recordedWith);
    } catch (error) {
        return fail(program, error.message);
    }
    if (flags.has("--print")) return void process.stdout.write(text);
    const withoutVersion = (recorded) => recorded.replace(/^.*\n/, "");
    const old = existsSync(program.output) ? readFileSync(program.output, "utf8") : null;
    if (old !== null && withoutVersion(old) === withoutVersion(text)) return void count.same++;
    if (flags.has("--check")) {
        count.differs++;
        return say(program, old === null ? "missing" : "differs");
    }
    writeFileSync(program.output + ".new", text);
    renameSync(program.output + ".new", program.output);
    count.written++;
    say(program, "recorded");
}

function fail(program, message) {
    count.failed++;
    say(program, "FAILED");
    console.log("          " + message.trim().replaceAll("\n", "\n          "));
}

function recordNatively(program) {
    try {
        const request = program.request();
        const { result, folder } = native.run(request);
        const { library, version } = native.python();
        finish(program, result, { name: request.name, folder: folder + "/program", libraries: [library],
            packages: folder + "/packages" }, version);
    } catch (error) {
        fail(program, error.message);
    }
}

// Takes programs from the queue, each in its turn, until the queue is empty or this worker is worn out.
function work(queue) {
    return new Promise((resolve) => {
        const worker = fork(path.join(here, "worker.mjs"), {
            serialization: "advanced",
            stdio: ["ignore", "inherit", "inherit", "ipc"],
        });
        let program = null;
        let done = 0;
        let timer = null;
        const next = () => {
            clearTimeout(timer);
            program = done++ < programsPerWorker ? (queue.shift() ?? null) : null;
            if (program === null) return worker.disconnect();
            timer = setTimeout(() => worker.kill("SIGKILL"), timeLimit);
            try {
                worker.send(program.request());
            } catch (error) {
                fail(program, error.message);
                next();
            }
        };
        worker.on("message", (answer) => {
            if (answer.result) finish(program, answer.result, wasmPlaces(nameOf(program)), answer.version);
            else if (answer.error) fail(program, answer.error);
            next();
        });
        worker.on("exit", () => {
            clearTimeout(timer);
            if (program !== null) fail(program, "the interpreter crashed or ran longer than 90 s");
            resolve();
        });
    });
}

const nameOf = (program) => program.request().name;

const queue = programs.filter((program) => !program.native);
const lanes = Array.from({ length: Math.min(os.availableParallelism(), Math.ceil(queue.length / 4)) }, async () => {
    while (queue.length > 0) await work(queue);
});
programs.filter((program) => program.native).forEach(recordNatively);
await Promise.all(lanes);

if (!flags.has("--print"))
    console.log(`record: ${programs.length} programs: ${count.same} unchanged, ${count.written} written, ` +
        `${count.differs} different, ${count.failed} failed`);
process.exit(count.differs + count.failed > 0 ? 1 : 0);
