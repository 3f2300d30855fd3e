// The text form of a program's output, and what is taken out of it because no two runs or machines share it.
// tests/tools/recorded_output.cpp reads the same form and applies the same rules to the translated program.

// normalise(text, {name, folder, library}): "/program/main.py" becomes "NAME.py", the files of other folders a path
// relative to their sys.path entry, an address "at 0x7f..." is blanked and line numbers in the library go.
function normalise(text, { name, folder, libraries }) {
    let result = text.replaceAll(`${folder}/main.py`, name).replaceAll(`${folder}/`, "");
    for (const library of libraries) result = result.replaceAll(`${library}/`, "<library>/");
    return result.replace(/ at 0x[0-9a-fA-F]+/g, " at 0x...").replace(/(<library>\/[^\s:"]+):\d+\b/g, "$1");
}

// Frames inside the standard library are native in a translated program: their lines leave the traceback.
function withoutLibraryFrames(stderr) {
    const kept = [];
    let dropping = null; // the margin of the frame being dropped
    for (const line of stderr.split("\n")) {
        const frame = /^((?:[ |+]*\| )?) {2}File "([^"]*)", line \d+/.exec(line);
        if (frame) {
            dropping = /^(<library>\/|<frozen |<string>)/.test(frame[2]) ? frame[1] : null;
            if (dropping !== null) continue;
        } else if (dropping !== null) {
            if (line.startsWith(dropping + "    ") || line.startsWith(dropping + "  [Previous line repeated")) continue;
            dropping = null;
        }
        kept.push(line);
    }
    return kept.join("\n");
}

// A warning placed in a library file keeps its text, not its place: "<library>: RuntimeWarning: ..."
function withoutLibraryPlaces(stderr) {
    return stderr.replace(/^<library>\/[^:\n]*: (.*)\n( {2}.*\n)?/gm, "<library>: $1\n");
}

export function tidy(result, places) {
    return {
        stdout: normalise(result.stdout, places),
        stderr: withoutLibraryPlaces(withoutLibraryFrames(normalise(result.stderr, places))),
        status: result.status,
    };
}

function section(title, text) {
    if (/^===/m.test(text)) throw new Error("the program prints a line that starts with ===, which separates the sections");
    if (text === "") return `=== ${title}\n`;
    return `=== ${title}\n${text}` + (text.endsWith("\n") ? "" : "\n=== (no newline at the end)\n");
}

export function format(result, recordedWith) {
    const status = /^\d+$/.test(result.status) ? `exit status ${result.status}` : `killed by ${result.status}`;
    return `=== recorded with ${recordedWith}\n` + section("stdout", result.stdout) + section("stderr", result.stderr) +
        `=== ${status}\n`;
}
