// A thread with a chunker that does what the document's title says, and a guard that does what the text says.
import { setTimeout } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import { serveTexts } from "../../../dist/adapters/text-threads/index.js";
import { InvalidArgumentError } from "../../../dist/core/index.js";

const whole = ({ text }) => [{ span: { start: 0, end: text.length }, headingPath: [], tokens: 1 }];
const deeds = {
  answer: async (document) => whole(document),
  loop: async () => {
    for (;;);
  },
  wait: async () => setTimeout(3_600_000),
  exit: async () => process.exit(7),
  "fill-memory": async () => {
    for (const kept = []; ; ) kept.push(Array.from({ length: 10_000 }, (_, at) => [at]));
  },
  refuse: async () => {
    throw new InvalidArgumentError("The document is odd.", { hint: "Write another." });
  },
  break: async () => {
    throw new RangeError("Maximum call stack size exceeded");
  },
  embed: async (document, { embed }) => {
    const vectors = await embed([document.text, "again"]);
    return vectors.map(([start, end]) => ({ span: { start, end }, headingPath: ["embedded"], tokens: 2 }));
  },
};

const nothing = { score: 0, spans: [] };
const checks = {
  pass: async () => nothing,
  fail: async () => ({ score: 1, spans: [{ start: 0, end: 4, type: "PLANTED", evidence: "text" }] }),
  slow: async () => setTimeout(4_000, nothing),
  rubbish: async () => ({ score: Number.NaN, spans: [] }),
  "cannot cross": async () => ({ score: 0, spans: [], help: () => undefined }),
};

serveTexts(parentPort, {
  check: ({ request: { text } }) => (checks[text] ?? deeds[text])(),
  chunkers: [
    { id: "planted", fingerprint: "planted", chunk: (document, services) => deeds[document.title](document, services) },
  ],
  openCounter: async () => () => 1,
});
