// Thread with a planted writer. The name of the collection decides what its merge does.
import { setTimeout } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { serveWriter } from "../../../dist/adapters/writer-thread/index.js";

const merges = {
  exit: async () => process.exit(7),
  "throw-outside": () =>
    new Promise(() => {
      queueMicrotask(() => {
        throw new Error("planted failure");
      });
    }),
  wait: (signal) => setTimeout(3_600_000, 0, { signal }),
  answer: async () => workerData.waitMs,
};

serveWriter(parentPort, async () => ({
  writer: { merge: (collection, signal) => merges[collection](signal) },
  close: async () => undefined,
}));
