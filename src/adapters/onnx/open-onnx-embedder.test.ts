import { copyFile, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Embedder, never } from "../../core/index.ts";
import { embedderContract } from "../../testing/embedder-contract.ts";
import { castingModel } from "./fixtures/casting-model.ts";
import { compileSessionWorker } from "./fixtures/compile-session-worker.ts";
import { verifyModelFiles } from "./model-files.ts";
import { type OnnxEmbedderOptions, openOnnxEmbedder } from "./open-onnx-embedder.ts";

const bundled = fileURLToPath(new URL("../../../models/bge-small-en-v1.5-int8", import.meta.url));
const worker = await compileSessionWorker();
const workerEntry = worker.entry;
const embedders: Embedder[] = [];
let temporary = "";

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "lydian-onnx-"));
});

afterEach(async () => {
  for (const embedder of embedders.splice(0)) await embedder.close();
});

afterAll(async () => {
  await worker.remove();
  await rm(temporary, { recursive: true });
});

async function open(options: Partial<OnnxEmbedderOptions> = {}): Promise<Embedder> {
  const embedder = await openOnnxEmbedder({ folder: bundled, sessions: 2, workerEntry, ...options });
  embedders.push(embedder);
  return embedder;
}

/** Creates a folder with the bundled model's files and another card. */
async function folderWith(card: Readonly<Record<string, unknown>> | undefined): Promise<string> {
  const folder = await mkdtemp(join(temporary, "model-"));
  for (const name of ["model.onnx", "tokenizer.json"]) await symlink(join(bundled, name), join(folder, name));
  if (card !== undefined) await writeFile(join(folder, "model.json"), JSON.stringify(card));
  return folder;
}

const card = { id: "other", dimensions: 384, maxTokens: 64, pooling: "cls" };

describe("the contract of an embedder, with the bundled model", () => {
  for (const { name, run } of embedderContract(() => openOnnxEmbedder({ folder: bundled, sessions: 2, workerEntry }))) {
    it(name, run);
  }
});

async function folderWithModel(model: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(temporary, "model-"));
  await copyFile(join(bundled, "tokenizer.json"), join(folder, "tokenizer.json"));
  await writeFile(join(folder, "model.onnx"), model);
  return folder;
}

describe("an ONNX embedder with a model written for the test", () => {
  it("passes the inputs that the model needs, and returns a pooled output unchanged", async () => {
    const folder = await folderWithModel(castingModel("input_ids", "sentence_embedding"));
    const embedder = await open({ folder, pooling: "cls" });
    expect(embedder.space.dimensions).toBe(3);
    const vector = await embedder.embedQuery("b", never);
    const length = Math.hypot(101, 1038, 102);
    expect([...vector].map((value) => Math.round(value * length))).toEqual([101, 1038, 102]);
  });

  it("rejects a model with an unknown input, without a known output, or with only zeros", async () => {
    const expectRejected = async (input: string, output: string, pattern: RegExp) => {
      const folder = await folderWithModel(castingModel(input, output));
      await expect(open({ folder, pooling: "cls" })).rejects.toThrow(pattern);
    };
    await expectRejected("pixels", "sentence_embedding", /unknown input pixels/);
    await expectRejected("input_ids", "logits", /no output named/);
    const zeros = await folderWithModel(castingModel("token_type_ids", "sentence_embedding"));
    const embedder = await open({ folder: zeros, pooling: "cls" });
    await expect(embedder.embedQuery("b", never)).rejects.toMatchObject({ code: "embedding-failed" });
  });

  it("rejects a number of sessions below one", async () => {
    await expect(open({ sessions: 0 })).rejects.toMatchObject({ code: "invalid-argument" });
  });
});

describe("an ONNX embedder with the bundled model", () => {
  it("gives a passage that answers a more similar vector than one that does not", async () => {
    const embedder = await open();
    const question = await embedder.embedQuery("When does the clinic open?", never);
    const [hours, parts] = await embedder.embedDocuments(
      ["Our doors are open from 8:30 on weekdays.", "The pump needs a new valve every year."],
      never,
    );
    const similarity = (vector: Float32Array | undefined) =>
      question.reduce((sum, value, index) => sum + value * (vector?.[index] ?? 0), 0);
    expect(similarity(hours)).toBeGreaterThan(similarity(parts) + 0.1);
  });

  it("returns the same vectors with one session as with two", async () => {
    // Enough texts to start the second session.
    const texts = Array.from({ length: 24 }, (_, index) => `text ${"longer ".repeat(index % 5)}${index}`);
    const vectors = await (await open({ sessions: 1 })).embedDocuments(texts, never);
    expect(await (await open({ sessions: 2, threadsPerSession: 2 })).embedDocuments(texts, never)).toEqual(vectors);
  });

  it("counts the model's tokens without special ones", async () => {
    const embedder = await open();
    expect(embedder.countTokens("hyperthyroidism")).toBe(embedder.countTokens("hyperthyroidism "));
    expect(embedder.countTokens("a cat sat")).toBe(3);
  });

  it("counts a long text as the sum of its words", async () => {
    const embedder = await open();
    expect(embedder.countTokens("hyperthyroidism of cats ".repeat(3_000))).toBe(
      3_000 * embedder.countTokens("hyperthyroidism of cats"),
    );
  });

  it("changes the fingerprint with the prefixes, the pooling and the limit, never with the sessions", async () => {
    const fingerprint = async (options: Partial<OnnxEmbedderOptions>) => (await open(options)).space.fingerprint;
    const all = await Promise.all([
      fingerprint({}),
      fingerprint({ documentPrefix: "passage: " }),
      fingerprint({ queryPrefix: "query: " }),
      fingerprint({ pooling: "mean" }),
      fingerprint({ maxTokens: 256 }),
    ]);
    expect(new Set(all).size).toBe(5);
    expect(await fingerprint({ sessions: 1, threadsPerSession: 2 })).toBe(all[0]);
  });

  it("stops between two runs when it is aborted", async () => {
    const embedder = await open();
    const controller = new AbortController();
    const reason = new Error("enough");
    const running = embedder.embedDocuments(Array(200).fill("some text to embed"), controller.signal);
    await embedder.embedQuery("the first run is over", never);
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(await embedder.embedQuery("still usable", never)).toHaveLength(384);
  });

  it("rejects a model that differs from its card's hash, at the first embedding", async () => {
    const folder = await folderWith({ ...card, sha256: { "model.onnx": "0".repeat(64) } });
    const embedder = await open({ folder });
    await expect(embedder.embedQuery("anything", never)).rejects.toMatchObject({ code: "model-unavailable" });
    await expect(verifyModelFiles(folder)).rejects.toMatchObject({ code: "model-unavailable" });
  });

  it("rejects a tokenizer that differs from its card's hash, at the first count", async () => {
    const folder = await folderWith({ ...card, sha256: { "tokenizer.json": "0".repeat(64) } });
    const embedder = await open({ folder });
    expect(() => embedder.countTokens("anything")).toThrow(/differs from the SHA-256/);
  });

  it("names the missing file of an incomplete folder", async () => {
    const folder = await mkdtemp(join(temporary, "empty-"));
    await expect(open({ folder })).rejects.toThrow(/has no readable model\.onnx/);
  });

  it("names the field of an invalid card", async () => {
    await expect(open({ folder: await folderWith({ ...card, dimensions: -1 }) })).rejects.toThrow(/"dimensions"/);
    await expect(open({ folder: await folderWith({ ...card, colour: "red" }) })).rejects.toThrow(/colour/);
  });

  it("needs the pooling for a folder without a card, and measures its dimensions", async () => {
    const folder = await folderWith(undefined);
    await expect(open({ folder })).rejects.toThrow(/pooling of the model .* is unknown/);
    expect((await open({ folder, pooling: "mean" })).space.dimensions).toBe(384);
  });

  it("rejects vectors with other dimensions than the card's", async () => {
    const embedder = await open({ folder: await folderWith({ ...card, dimensions: 100 }) });
    await expect(embedder.embedQuery("anything", never)).rejects.toThrow(/returned 384 dimensions; .* says 100/);
  });

  it("rejects a file that is not a model", async () => {
    const folder = await folderWithModel(Buffer.from("not a model"));
    const embedder = await open({ folder, pooling: "cls" }).catch((error: unknown) => error);
    expect(embedder).toMatchObject({ code: "model-unavailable" });
  });

  it("verifies the files of the bundled model", async () => {
    expect(await verifyModelFiles(bundled)).toEqual(["model.onnx", "tokenizer.json"]);
  });
});
