import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { never, type TextClassifier } from "../../core/index.ts";
import { textClassifierContract } from "../../testing/text-classifier-contract.ts";
import { choosingModel } from "./fixtures/choosing-model.ts";
import { compileSessionWorker } from "./fixtures/compile-session-worker.ts";
import { describeOnnxClassifier, openOnnxClassifier } from "./open-onnx-classifier.ts";

const bundled = fileURLToPath(new URL("../../../models/evidence-minilm-l6-int8", import.meta.url));
const worker = await compileSessionWorker();
const classifiers: TextClassifier[] = [];
let temporary = "";

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "lydian-classifier-"));
});
afterEach(async () => {
  for (const classifier of classifiers.splice(0)) await classifier.close();
});
afterAll(async () => {
  await worker.remove();
  await rm(temporary, { recursive: true });
});

const twoLabels = { id2label: { 0: "harmless", 1: "toxic" } };

/** Creates a model whose logits are the ids of the first tokens. The more common a word, the smaller its id. */
async function folderWith(config: object | undefined, places: readonly number[] = [1, 2]): Promise<string> {
  const folder = await mkdtemp(join(temporary, "model-"));
  await copyFile(join(bundled, "tokenizer.json"), join(folder, "tokenizer.json"));
  await writeFile(join(folder, "model.onnx"), choosingModel(places));
  if (config !== undefined) await writeFile(join(folder, "config.json"), JSON.stringify(config));
  return folder;
}

async function open(config: object, places?: readonly number[]): Promise<TextClassifier> {
  const folder = await folderWith(config, places);
  const classifier = await openOnnxClassifier({ folder, workerEntry: worker.entry });
  classifiers.push(classifier);
  return classifier;
}

const tiny = { id2label: { 0: "a", 1: "b" } };

describe.each([
  ["labels that exclude one another", tiny],
  ["independent labels", { ...tiny, problem_type: "multi_label_classification" }],
])("the contract of a text classifier with %s", (_, config) => {
  const openTiny = async () =>
    openOnnxClassifier({ folder: await folderWith(config, [0, 1]), workerEntry: worker.entry });
  for (const { name, run } of textClassifierContract(openTiny)) it(name, run);
});

describe("an ONNX text classifier", () => {
  it("gives the probabilities of labels in the order of the model's numbers", async () => {
    const classifier = await open({ id2label: { 1: "toxic", 0: "harmless" } });
    expect(classifier.labels).toEqual(["harmless", "toxic"]);
    expect(await classifier.classify("the clinic", never)).toEqual([{ start: 0, end: 10, probabilities: [0, 1] }]);
    expect(await classifier.classify("the the", never)).toEqual([{ start: 0, end: 7, probabilities: [0.5, 0.5] }]);
  });

  it("takes one label, or labels of a multi-label model, as independent", async () => {
    const several = await open({ ...twoLabels, problem_type: "multi_label_classification" });
    expect((await several.classify("the clinic", never))[0]?.probabilities).toEqual([1, 1]);
    const single = await open({ id2label: { 0: "toxic" } }, [1]);
    expect([single.isMultiLabel, (await single.classify("clinic", never))[0]?.probabilities]).toEqual([true, [1]]);
  });

  it("reads a long text in parts that the model can hold", async () => {
    const classifier = await open({ ...twoLabels, max_position_embeddings: 32 });
    const text = `${"the the the the ".repeat(30)}\nthe clinic`;
    const parts = await classifier.classify(text, never);
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.at(-1)?.end).toBe(text.length);
    expect(parts[0]?.probabilities).toEqual([0.5, 0.5]);
  });

  it("has a fingerprint of its files and labels", async () => {
    const [first, same, other, renamed] = [
      await open(twoLabels),
      await open(twoLabels),
      await open(twoLabels, [2, 1]),
      await open({ id2label: { 0: "toxic", 1: "harmless" } }),
    ];
    expect(same.fingerprint).toBe(first.fingerprint);
    expect(new Set([first, other, renamed].map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });

  it("refuses a model that changed after it was opened", async () => {
    const folder = await folderWith(twoLabels);
    const classifier = await openOnnxClassifier({ folder, workerEntry: worker.entry });
    classifiers.push(classifier);
    await writeFile(join(folder, "model.onnx"), choosingModel([2, 1]));
    await expect(classifier.classify("the clinic", never)).rejects.toMatchObject({ code: "model-unavailable" });
  });

  it("rejects a model whose number of logits differs from its number of labels", async () => {
    const classifier = await open({ id2label: { 0: "a", 1: "b", 2: "c" } });
    await expect(classifier.classify("the clinic", never)).rejects.toMatchObject({
      code: "model-unavailable",
      message: "The classifier returned 2 numbers for 3 labels.",
    });
  });
});

describe("a folder without a text classifier", () => {
  it("is named with the file that is missing", async () => {
    await expect(describeOnnxClassifier(join(temporary, "nowhere"))).rejects.toMatchObject({
      message: expect.stringMatching(/^There is no folder .*nowhere\.$/),
    });
    const folder = await folderWith(twoLabels);
    await rm(join(folder, "model.onnx"));
    await expect(describeOnnxClassifier(folder)).rejects.toMatchObject({
      message: expect.stringMatching(/no readable model\.onnx\.$/),
      hint: expect.stringContaining("config.json"),
    });
  });

  it.each([
    [undefined],
    [{}],
    [{ id2label: {} }],
    [{ id2label: { 0: "a", 2: "b" } }],
    [{ id2label: { 0: "a", 1: "a" } }],
    [{ id2label: ["a"], problem_type: 7 }],
  ])("is rejected if its config.json is %j", async (config) => {
    await expect(describeOnnxClassifier(await folderWith(config))).rejects.toMatchObject({
      code: "model-unavailable",
      message: expect.stringContaining("does not list the labels"),
    });
  });
});
