import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { createTextThreads } from "../../src/adapters/text-threads/index.ts";
import {
  type Chunker,
  type ChunkerServices,
  ChunkingLimitError,
  estimateTokens,
  InvalidArgumentError,
  LoadFailedError,
  never,
} from "../../src/core/index.ts";
import { chooseChunkers } from "../../src/engine/ingest/index.ts";
import { chunkerContract } from "../../src/testing/chunker-contract.ts";
import { createFakeEmbedder } from "../../src/testing/fake-embedder.ts";
import { startChild } from "./start-child.ts";

const real = new URL("../../dist/compose/workers/text-worker.js", import.meta.url);
const planted = new URL("children/serve-planted-texts.mjs", import.meta.url);
const { embedDocuments: embed } = createFakeEmbedder();
const services: ChunkerServices = { countTokens: estimateTokens, tokenCounter: { kind: "estimate" }, embed };
/** Services of a caller whose own thread must not count. */
const elsewhere: ChunkerServices = {
  ...services,
  countTokens: () => {
    throw new Error("The calling thread counted tokens.");
  },
};
const kinds = ["structure", "recursive", "semantic"] as const;
const optionsOf = (chunker: (typeof kinds)[number]) => ({ chunker, maxTokens: 64, overlapTokens: 8 });

type Threads = ReturnType<typeof createTextThreads>;
let opened: Threads | undefined;
afterEach(() => opened?.close());

function open(entry: URL, options: Partial<Parameters<typeof createTextThreads>[0]> = {}): Threads {
  opened = createTextThreads({
    entry,
    workerData: undefined,
    maxThreads: 2,
    minCharacters: 0,
    timeoutMs: 60_000,
    memoryBytes: 64 * 2 ** 20,
    ...options,
  });
  return opened;
}

/** Returns a chunker whose documents say by their title what happens to them. */
function openPlanted(options: Partial<Parameters<typeof createTextThreads>[0]> = {}) {
  const here: Chunker = { id: "planted", fingerprint: "planted", chunk: async () => [] };
  const chunker = open(planted, options).inThread(here);
  return async (title: string, signal: AbortSignal = never, text = "a text") => [
    ...(await chunker.chunk({ title, text, elements: [] }, elsewhere, signal)),
  ];
}

const wholeText = [{ span: { start: 0, end: 6 }, headingPath: [], tokens: 1 }];

describe("a chunker in a thread", () => {
  for (const kind of kinds) {
    const openChunker = async () => {
      const threads = open(real, { workerData: { chunking: optionsOf(kind) } });
      const chunker = threads.inThread(chooseChunkers(optionsOf(kind))("text/plain"));
      return { chunker, close: () => threads.close() };
    };
    for (const { name, run } of chunkerContract(openChunker, services)) it(`${name} (${kind})`, run);
  }

  it("returns what the chunker returns in the calling thread, for every kind and any text", async () => {
    const word = fc.constantFrom("a", "Bo.", "Dr. Ng", "x".repeat(700), "😀👨‍👩‍👧", "中文。", "\n\n", "e\u0301\u0301");
    const texts = fc.array(word, { maxLength: 60 }).map((words) => words.join(" "));
    const structure = { ...optionsOf("structure"), byMediaType: {} };
    const chunking = {
      ...structure,
      byMediaType: Object.fromEntries(kinds.map((kind) => [kind, { chunker: kind }])),
    };
    const chunkerFor = chooseChunkers(chunking);
    const { inThread } = open(real, { workerData: { chunking } });
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(...kinds), async (text, kind) => {
        const span = { start: 0, end: Math.floor(text.length / 2) };
        const document = { title: "T", text, elements: text === "" ? [] : [{ kind: "paragraph" as const, span }] };
        const chunker = chunkerFor(kind);
        const drafts = await inThread(chunker).chunk(document, elsewhere, never);
        expect([...drafts]).toEqual([...(await chunker.chunk(document, services, never))]);
      }),
      { numRuns: 60 },
    );
  });

  it("counts in the calling thread if no other thread can count the same", async () => {
    const structure = optionsOf("structure");
    const chunker = open(real, { workerData: { chunking: structure } }).inThread(
      chooseChunkers(structure)("text/plain"),
    );
    const document = { title: "T", text: "Two words", elements: [] };
    const { tokenCounter: _, ...alone } = elsewhere;
    await expect(chunker.chunk(document, alone, never)).rejects.toThrow("The calling thread counted");
    expect(await chunker.chunk(document, elsewhere, never)).toHaveLength(1);
  });

  it("chunks a short text in the calling thread, which is done before a thread could start", async () => {
    const structure = optionsOf("structure");
    const { inThread } = open(real, { workerData: { chunking: structure }, minCharacters: 10 });
    const chunker = inThread(chooseChunkers(structure)("text/plain"));
    const chunk = (text: string) => chunker.chunk({ title: "T", text, elements: [] }, elsewhere, never);
    await expect(chunk("Two words")).rejects.toThrow("The calling thread counted");
    expect(await chunk("More words")).toHaveLength(1);
  });

  it("gets vectors from the caller", async () => {
    const texts: (readonly string[])[] = [];
    const here: Chunker = { id: "planted", fingerprint: "planted", chunk: async () => [] };
    const embedding = {
      ...elsewhere,
      embed: async (all: readonly string[]) => {
        texts.push(all);
        return [Float32Array.of(1, 2), Float32Array.of(3, 4)];
      },
    };
    const document = { title: "embed", text: "a text", elements: [] };
    const drafts = await open(planted).inThread(here).chunk(document, embedding, never);
    expect(Array.from(drafts, ({ span }) => span)).toEqual([
      { start: 1, end: 2 },
      { start: 3, end: 4 },
    ]);
    expect(texts).toEqual([["a text", "again"]]);
    const failing = { ...embedding, embed: () => Promise.reject(new Error("no vectors")) };
    await expect(opened?.inThread(here).chunk(document, failing, never)).rejects.toThrow("no vectors");
  });
});

describe("threads that chunk", () => {
  it("chunk other documents while one keeps its thread busy", async () => {
    const chunk = openPlanted();
    const abort = new AbortController();
    const endless = chunk("loop", abort.signal);
    const [first, second] = await Promise.all([chunk("answer"), chunk("answer")]);
    expect([first, second]).toEqual([wholeText, wholeText]);
    abort.abort(new Error("enough"));
    await expect(endless).rejects.toThrow("enough");
  });

  it("end an aborted document with the signal's reason, running or waiting, and chunk the next", async () => {
    const chunk = openPlanted({ maxThreads: 1 });
    const abort = new AbortController();
    const running = chunk("loop", abort.signal);
    const waiting = chunk("answer", abort.signal);
    const next = chunk("answer");
    const reason = new Error("stopped by the caller");
    abort.abort(reason);
    await expect(running).rejects.toBe(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(await next).toEqual(wholeText);
  });

  it("stop a document that takes too long, and say so", async () => {
    const chunk = openPlanted({ timeoutMs: 1_000 });
    const failure = chunk("loop");
    await expect(failure).rejects.toThrow(ChunkingLimitError);
    await expect(failure).rejects.toThrow("longer than 1 s");
    await expect(chunk("wait")).rejects.toThrow(ChunkingLimitError);
    expect(await chunk("answer")).toEqual(wholeText);
  });

  it("give a large text more time: the limit once for every 16 MiB or part thereof", async () => {
    const chunk = openPlanted({ timeoutMs: 500 });
    await expect(chunk("loop", never, "a".repeat(2 ** 24 + 1))).rejects.toThrow("longer than 1 s");
  });

  it("stop a document that takes too much memory, and say so", async () => {
    const chunk = openPlanted();
    const failure = chunk("fill-memory");
    await expect(failure).rejects.toThrow(ChunkingLimitError);
    await expect(failure).rejects.toThrow("64 MiB");
    expect(await chunk("answer")).toEqual(wholeText);
  });

  it("pass on an error of the chunker with its class, hint and stack", async () => {
    const chunk = openPlanted();
    const refused = await chunk("refuse").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InvalidArgumentError);
    expect(refused).toMatchObject({ code: "invalid-argument", hint: "Write another." });
    const broken = await chunk("break").catch((error: unknown) => error);
    expect(broken).toMatchObject({ name: "RangeError", stack: expect.stringContaining("serve-planted-texts") });
    expect(await chunk("answer")).toEqual(wholeText);
  });

  it("fail only the document whose thread ends", async () => {
    const chunk = openPlanted({ maxThreads: 1 });
    const [ended, next] = await Promise.allSettled([chunk("exit"), chunk("answer")]);
    expect(ended).toMatchObject({ status: "rejected", reason: expect.any(LoadFailedError) });
    expect(ended).toMatchObject({ reason: { message: expect.stringContaining("exit code 7") } });
    expect(next).toEqual({ status: "fulfilled", value: wholeText });
  });

  it("fail running and later documents when they are closed", async () => {
    const chunk = openPlanted();
    const running = expect(chunk("loop")).rejects.toThrow("closed");
    await opened?.close();
    await running;
    await expect(chunk("answer")).rejects.toThrow("closed");
  });

  it("do not keep a process alive", async () => {
    const child = startChild("leave-threads-open.mjs", []);
    expect(await child.ended).toEqual({ exit: 0, stderr: "" });
    expect(child.lines).toEqual(["1"]);
  });
});
