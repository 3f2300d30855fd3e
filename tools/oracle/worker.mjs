// A child process of record.mjs: runs the programs that it is sent, one after the other.
import * as interpreter from "./interpreter.mjs";

await interpreter.start();
process.on("message", async (program) => {
    try {
        const result = await interpreter.run(program);
        process.send({ result, version: interpreter.version });
    } catch (error) {
        process.send({ error: String(error?.stack ?? error) });
    }
});
process.send({ ready: true });
