// Writes through a thread and never closes it. The process must end by itself, but not before the reply. Argument: the
// folder.
import { startWriterThread } from "../../../dist/adapters/writer-thread/index.js";

const [directory] = process.argv.slice(2);
const entry = new URL("../../../dist/compose/workers/write-worker.js", import.meta.url);
const writer = await startWriterThread({ entry, directory, waitMs: 0 });
const space = { model: "planted", dimensions: 2, fingerprint: "00000000000000aa" };
const vectors = new Map([["ab", Float32Array.of(0.6, 0.8)]]);
writer.cacheVectors(space, vectors, new AbortController().signal).then(() => process.stdout.write("written\n"));
