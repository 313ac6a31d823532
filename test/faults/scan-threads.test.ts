import { afterEach, describe, expect, it } from "vitest";
import { createScanThreads } from "../../src/adapters/scan-threads/index.ts";
import type { IndexQuery, ScanOrder, ScanThreads } from "../../src/core/index.ts";
import { everything } from "../../src/core/index.ts";
import { createIndexReader, createIndexWriter } from "../../src/kernel/index.ts";
import { indexedDocument, testSpace, vectorOf } from "../../src/testing/index-documents.ts";
import { createMemoryStore } from "../../src/testing/memory-store.ts";
import { createPlainAnalyzer } from "../../src/testing/plain-analyzer.ts";
import { startChild } from "./start-child.ts";

const never = new AbortController().signal;
const real = new URL("../../dist/scan-worker.js", import.meta.url);
const stopping = new URL("children/stop-in-scan.mjs", import.meta.url);
const collection = "default";
const noTasks = (): ScanOrder => ({
  ...{ memories: new Map(), forgotten: [], tasks: [] },
  board: new Int32Array(new SharedArrayBuffer(4)),
});

let opened: ScanThreads | undefined;
afterEach(() => opened?.close());

function open(entry: URL, count = 2): ScanThreads {
  opened = createScanThreads({ entry, count, leastRows: 0 });
  return opened;
}

/** Starting takes as long as it takes. */
async function untilReady(threads: ScanThreads): Promise<void> {
  while (!threads.areReady()) await new Promise((resolve) => setImmediate(resolve));
}

/** Three segments, the documents of which are replaced in part. */
async function makeIndex() {
  const services = { store: createMemoryStore(), analyzer: createPlainAnalyzer() };
  const [reader, writer] = [createIndexReader(services), createIndexWriter(services)];
  for (let segment = 0; segment < 3; segment++) {
    const add = Array.from({ length: 60 }, (_, number) =>
      indexedDocument({ id: `d${segment * 40 + number}`, chunks: [`w${number} w${segment}`, `w${number % 7} w1`] }),
    );
    await writer.commit({ collection, language: "en", add, removeIds: [] }, never);
    for (const { segmentId, chunkIds } of await reader.pendingVectors(collection, testSpace, never))
      await writer.attachVectors({ segmentId, collection, space: testSpace, vectors: chunkIds.map(vectorOf) }, never);
  }
  return { services, reader };
}

const queries: readonly IndexQuery[] = Array.from({ length: 12 }, (_, at) => ({
  ...{ collection, scope: everything },
  words: { text: `w${at % 5} w1`, limit: 20 },
  vector: { values: vectorOf(`question ${at}`), space: testSpace, limit: 5 + at },
}));

describe("threads that scan", () => {
  it("find what one thread finds, searches side by side included", async () => {
    const { services, reader } = await makeIndex();
    const scanThreads = open(real);
    await untilReady(scanThreads);
    const together = createIndexReader({ ...services, scanThreads });
    const found = await Promise.all(queries.map((query) => together.search(query, never)));
    expect(found).toEqual(await Promise.all(queries.map((query) => reader.search(query, never))));
    expect(found[0]?.vectors).toHaveLength(5);
  });

  it("are done without where they stop in the midst of a search, again and again", async () => {
    const { services, reader } = await makeIndex();
    const scanThreads = open(stopping);
    await untilReady(scanThreads);
    const together = createIndexReader({ ...services, scanThreads });
    for (const [at, query] of queries.entries()) {
      // The first search asks no other thread; a search gives two orders, and the third one stops them.
      if (at % 2 === 1 && at < 6) await untilReady(scanThreads);
      expect(await together.search(query, never)).toEqual(await reader.search(query, never));
    }
    expect(scanThreads.areReady()).toBe(false);
  });

  it("are not started any more after they stopped three times", async () => {
    const threads = open(stopping, 1);
    for (let stop = 0; stop < 3; stop++) {
      await untilReady(threads);
      expect([await threads.carryOut(noTasks()), await threads.carryOut(noTasks())]).toEqual([true, true]);
      expect(await threads.carryOut(noTasks())).toBe(false);
    }
    expect(threads.areReady()).toBe(false);
    expect(await threads.carryOut(noTasks())).toBe(false);
  });

  it("end a search's order when they are closed, and start no more", async () => {
    const { services, reader } = await makeIndex();
    const scanThreads = open(real);
    await untilReady(scanThreads);
    const together = createIndexReader({ ...services, scanThreads });
    const [first, second] = queries;
    if (first === undefined || second === undefined) throw new Error("There are no queries.");
    await together.search(first, never);
    const found = together.search(second, never);
    await scanThreads.close();
    expect(await found).toEqual(await reader.search(second, never));
    expect(scanThreads.areReady()).toBe(false);
  });

  it("do not keep a process alive", async () => {
    const child = startChild("leave-scans-open.mjs", []);
    expect(await child.ended).toEqual({ exit: 0, stderr: "" });
    expect(child.lines).toEqual(["true"]);
  });
});
