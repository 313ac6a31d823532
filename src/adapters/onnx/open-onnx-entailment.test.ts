import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type EntailmentModel, never } from "../../core/index.ts";
import { entailmentContract } from "../../testing/entailment-contract.ts";
import { encodePremise } from "./encode-premise.ts";
import { choosingModel } from "./fixtures/choosing-model.ts";
import { compileSessionWorker } from "./fixtures/compile-session-worker.ts";
import { loadTokenizer } from "./model-tokenizer.ts";
import { openOnnxEntailment } from "./open-onnx-entailment.ts";

const bundled = fileURLToPath(new URL("../../../models/evidence-minilm-l6-int8", import.meta.url));
const worker = await compileSessionWorker();
const models: EntailmentModel[] = [];
let temporary = "";

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "lydian-entailment-"));
});
afterEach(async () => {
  for (const model of models.splice(0)) await model.close();
});
afterAll(async () => {
  await worker.remove();
  await rm(temporary, { recursive: true });
});

/** Creates a model whose logits are the first token ids of the premise. The more common a word, the smaller its id. */
async function folderWith(id2label: unknown, places: readonly number[] = [1, 2, 3]): Promise<string> {
  const folder = await mkdtemp(join(temporary, "model-"));
  await copyFile(join(bundled, "tokenizer.json"), join(folder, "tokenizer.json"));
  await writeFile(join(folder, "model.onnx"), choosingModel(places));
  if (id2label !== undefined)
    await writeFile(join(folder, "config.json"), JSON.stringify({ id2label, hidden_size: 8 }));
  return folder;
}

const usualLabels = { 0: "entailment", 1: "neutral", 2: "contradiction" };

async function open(id2label: unknown, places?: readonly number[]): Promise<EntailmentModel> {
  const model = await openOnnxEntailment({ folder: await folderWith(id2label, places), workerEntry: worker.entry });
  models.push(model);
  return model;
}

describe("the contract of an entailment model, with a tiny one", () => {
  const openTiny = async () =>
    openOnnxEntailment({ folder: await folderWith(usualLabels, [0, 1, 2]), workerEntry: worker.entry });
  for (const { name, run } of entailmentContract(openTiny)) it(name, run);
});

describe("an ONNX entailment model", () => {
  const pair = { premise: "the the clinic opens", hypothesis: "It opens." };

  it("finds each label by its name, in any order", async () => {
    expect((await (await open(usualLabels)).judge(pair, never)).contradiction).toBeCloseTo(1);
    const reversed = await open({ 0: "CONTRADICTION", 1: "neutral", 2: "Entailment" });
    expect((await reversed.judge(pair, never)).entailment).toBeCloseTo(1);
  });

  it("accepts a model with two labels: entailment and its opposite", async () => {
    const model = await open({ 0: "entailment", 1: "not_entailment" }, [1, 3]);
    expect(await model.judge(pair, never)).toMatchObject({ neutral: 1, contradiction: 0 });
  });

  it("reads a long premise to its end", async () => {
    const long = `${"the the the ".repeat(200)} the the clinic`;
    const { tokenIds } = encodePremise(
      { tokenizer: loadTokenizer(join(bundled, "tokenizer.json"), undefined), maxTokens: 512 },
      { premise: long, hypothesis: "It opens." },
    ).at(-1) ?? { tokenIds: [] };
    expect(tokenIds.length).toBeLessThanOrEqual(512);
    const model = await open(usualLabels, [1, 2, tokenIds.lastIndexOf(tokenIds.at(-6) ?? 0)]);
    expect((await model.judge({ premise: long, hypothesis: "It opens." }, never)).contradiction).toBeGreaterThan(0.9);
  });

  it.each([
    [undefined],
    [{ 0: "positive", 1: "negative" }],
    [{ 0: "entailment", 1: "neutral", 2: "contradiction", 3: "x" }],
  ])("rejects a folder whose labels are %j", async (id2label) => {
    await expect(open(id2label)).rejects.toMatchObject({ code: "model-unavailable" });
  });

  it("rejects a model whose number of logits differs from its number of labels", async () => {
    const model = await open(usualLabels, [1, 2]);
    await expect(model.judge(pair, never)).rejects.toMatchObject({ code: "verification-failed" });
    const outOfBounds = await open(usualLabels, [1, 2, 100]);
    await expect(outOfBounds.judge(pair, never)).rejects.toMatchObject({ code: "verification-failed" });
  });
});

describe("encoding a premise with a hypothesis", () => {
  const tokenizer = loadTokenizer(join(bundled, "tokenizer.json"), undefined);

  it("keeps every window within the limit, and reads the whole premise if it fits eight windows", () => {
    const text = fc.array(fc.constantFrom("clinic", "opens", "the", "8:00", "🦊"), { maxLength: 80 });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 48, max: 64 }), (premise, hypothesis, maxTokens) => {
        const pair = { premise: premise.join(" "), hypothesis: hypothesis.join(" ") };
        const windows = encodePremise({ tokenizer, maxTokens }, pair);
        expect(windows.length).toBeGreaterThan(0);
        for (const { tokenIds, typeIds } of windows) {
          expect(tokenIds.length).toBeLessThanOrEqual(maxTokens);
          expect(typeIds).toHaveLength(tokenIds.length);
        }
        const lastId = tokenizer.ids(pair.premise).slice(-1);
        if (windows.length < 8) expect(windows.at(-1)?.tokenIds).toEqual(expect.arrayContaining(lastId));
      }),
      { numRuns: 50 },
    );
  });
});
