import { copyFile, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { never, type Reranker } from "../../core/index.ts";
import { rerankerContract } from "../../testing/reranker-contract.ts";
import { castingModel } from "./fixtures/casting-model.ts";
import { compileSessionWorker } from "./fixtures/compile-session-worker.ts";
import { verifyModelFiles } from "./model-files.ts";
import { type OnnxRerankerOptions, openOnnxReranker } from "./open-onnx-reranker.ts";

const bundled = fileURLToPath(new URL("../../../models/evidence-minilm-l6-int8", import.meta.url));
const worker = await compileSessionWorker();
const rerankers: Reranker[] = [];
let temporary = "";

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "lydian-reranker-"));
});

afterEach(async () => {
  for (const reranker of rerankers.splice(0)) await reranker.close();
});

afterAll(async () => {
  await worker.remove();
  await rm(temporary, { recursive: true });
});

async function open(options: Partial<OnnxRerankerOptions> = {}): Promise<Reranker> {
  const reranker = await openOnnxReranker({ folder: bundled, sessions: 2, workerEntry: worker.entry, ...options });
  rerankers.push(reranker);
  return reranker;
}

/** Creates a folder with the bundled tokenizer, a model (the bundled one by default), and optionally a card. */
async function folderWith(
  card: Readonly<Record<string, unknown>> | undefined,
  model?: Uint8Array | string,
): Promise<string> {
  const folder = await mkdtemp(join(temporary, "model-"));
  await copyFile(join(bundled, "tokenizer.json"), join(folder, "tokenizer.json"));
  if (model === undefined) await symlink(join(bundled, "model.onnx"), join(folder, "model.onnx"));
  else await writeFile(join(folder, "model.onnx"), model);
  if (card !== undefined) await writeFile(join(folder, "model.json"), JSON.stringify(card));
  return folder;
}

describe("the contract of a reranker, with the bundled model", () => {
  const openBundled = () => openOnnxReranker({ folder: bundled, sessions: 2, workerEntry: worker.entry });
  for (const { name, run } of rerankerContract(openBundled)) it(name, run);
});

describe("an ONNX reranker", () => {
  it("locates the words that answer in the text of the passage", async () => {
    const text = "The café (ground floor) is naïve.  The clinic was founded by Anna Meyer in 1998.";
    const passages = [
      { title: "Pumps", text: "Each pump has a valve that is changed in May." },
      { title: "History", text },
    ];
    const [best] = await (await open()).rerank("Who founded the clinic?", passages, { signal: never });
    expect(best?.index).toBe(1);
    const [answer] = best?.answers ?? [];
    expect(text.slice(answer?.span.start, answer?.span.end)).toBe("Anna Meyer");
  });

  it("finds an answer at the end of a passage that is longer than one run", async () => {
    const filler = "The valve of the pump is changed every year in the month of May. ".repeat(30);
    const text = `${filler}The clinic opens at 8:30 on weekdays.`;
    const passages = [
      { title: "", text: filler },
      { title: "", text },
    ];
    const [best, other] = await (await open()).rerank("When does the clinic open?", passages, { signal: never });
    expect(best?.index).toBe(1);
    expect(best?.relevance).toBeGreaterThan((other?.relevance ?? 0) + 3);
    const [answer] = best?.answers ?? [];
    expect(text.slice(answer?.span.start, answer?.span.end)).toContain("8:30");
  });

  it("marks passages below the card's threshold as noise, and marks none without a threshold", async () => {
    const card = { id: "m", maxTokens: 128 };
    const passages = [
      { title: "", text: "The clinic opens at 8:30." },
      { title: "", text: "A valve of brass." },
    ];
    const noiseOf = async (folder: string) =>
      (await (await open({ folder })).rerank("When does the clinic open?", passages, { signal: never })).map(
        ({ isNoise }) => isNoise,
      );
    expect(await noiseOf(await folderWith({ ...card, noiseBelow: -3 }))).toEqual([false, true]);
    expect(await noiseOf(await folderWith(card))).toEqual([undefined, undefined]);
  });

  it("rejects a model that returns more numbers than a relevance, even without a card", async () => {
    const reranker = await open({ folder: await folderWith(undefined, castingModel("input_ids", "logits")) });
    await expect(reranker.rerank("a", [{ title: "", text: "b" }], { signal: never })).rejects.toThrow(
      /returned 5 numbers/,
    );
  });

  it("rejects a model without a relevance", async () => {
    const folder = await folderWith(undefined, castingModel("input_ids", "sentence_embedding"));
    const result = (await open({ folder })).rerank("a", [{ title: "", text: "b" }], { signal: never });
    await expect(result).rejects.toThrow(/no output named relevance or logits/);
  });

  it("rejects a model that differs from its card's hash", async () => {
    const folder = await folderWith({ id: "m", maxTokens: 128, sha256: { "model.onnx": "0".repeat(64) } });
    const result = (await open({ folder })).rerank("a", [{ title: "", text: "b" }], { signal: never });
    await expect(result).rejects.toMatchObject({ code: "model-unavailable" });
  });

  it("names the invalid field when the card is that of an embedder", async () => {
    const folder = await folderWith({ id: "m", maxTokens: 128, pooling: "cls" });
    await expect(open({ folder })).rejects.toThrow(/pooling/);
  });

  it("verifies the files of the bundled model", async () => {
    expect(await verifyModelFiles(bundled)).toEqual(["model.onnx", "tokenizer.json"]);
  });
});
