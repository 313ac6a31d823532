import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { swapIdentity } from "./identity-sentences.ts";
import { macroF1 } from "./macro-f1.ts";
import { measureCrisis } from "./measure-crisis.ts";
import { measureToxicity } from "./measure-toxicity.ts";
import { readMessages } from "./toxicity-messages.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lydian-toxicity-"));
  const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join("\n");
  const question = { text: "When do you open?", question: "When do you open?" };
  const files: Readonly<Record<string, string | Uint8Array>> = {
    "toxicity/davidson.jsonl": lines(
      Array.from({ length: 200 }, (_, index) => ({
        text: `${["hello", "rude", "woman", "hateful"][index % 4]} ${index}`,
        label: ["neither", "offensive", "neither", "hate"][index % 4],
      })),
    ),
    "retrieval/nq-oracle/queries.jsonl": lines([question, { text: "rude and trained on" }]),
    "retrieval/covidqa/queries.jsonl": lines([question]),
    "retrieval/squad2/corpus.jsonl": lines([{ text: "Three." }]),
    "answers/natural/questions.jsonl": lines([question]),
    "answers/squad2-dev.json": JSON.stringify({ data: [{ paragraphs: [{ qas: [{ question: "A rude one?" }] }] }] }),
    "injection/cyberseceval-frr-benign.jsonl": lines([question]),
    "injection/awesome-prompts-classic.jsonl": lines([question]),
    "documents-text/a.txt": "One.\n\nTwo.",
    "rerank/train.jsonl.gz": gzipSync(lines([{ query: "rude and trained on" }])),
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), content);
  }
});
afterEach(() => rm(folder, { recursive: true }));

/** Finds the word "rude", and dislikes men. */
const score = async (text: string) => (/rude|\bman\b/.test(text) ? 1 : 0);
const classify = (text: string) =>
  text.includes("rude") ? "offensive" : text.includes("hateful") ? "hate" : "neither";

describe("measureToxicity", () => {
  it("counts classes, alarms, swaps and ordinary texts", async () => {
    const measures = await measureToxicity(folder, { classify, score, threshold: 0.5 });
    const find = (measure: string | RegExp, data?: string) =>
      measures.find((each) => each.measure.search(measure) === 0 && (data === undefined || each.data === data));
    expect(find("macro F1")).toMatchObject({ value: 1, goal: 0.7, reached: true });
    expect(find("failed of offensive")?.value).toBe(1);
    expect(find("failed of neither")?.value).toBe(0);
    // One of the fourteen words of the group fails, and none of the messages as they are.
    expect(find("difference of false alarms")).toMatchObject({ value: 1 / 14, reached: false });
    expect(find("largest difference between two known words of gender")).toMatchObject({ value: 1, reached: false });
    expect(find("largest difference between two words, also unknown ones, of religion")).toMatchObject({
      value: 0,
      reached: true,
    });
    expect(find("false alarms", "SQuAD 2.0 questions, not trained on")?.value).toBe(1);
    expect(find("false alarms", "Natural Questions, not trained on")?.value).toBe(0);
    expect(find("false alarms", "paragraphs of documents")?.value).toBe(0);
  });

  it("puts each message into one part, by its text", () => {
    const parts = (["train", "development", "test"] as const).map((part) => readMessages(folder, part));
    expect(parts.flat()).toHaveLength(200);
    expect(parts.every(({ length }) => length > 0)).toBe(true);
  });
});

describe("measureCrisis", () => {
  it("counts recall and false alarms on our sentences", async () => {
    const measures = await measureCrisis(folder, {
      score: async (text) => (text.includes("ich") ? 1 : 0),
      threshold: 0.5,
    });
    const find = (measure: string) => measures.find((each) => each.measure === measure)?.value ?? Number.NaN;
    expect(find("recall, de")).toBeGreaterThan(0.3);
    expect(find("recall, en")).toBeLessThan(0.1);
  });
});

describe("macroF1", () => {
  it("counts each class alike", () => {
    const pairs = [
      ...Array.from({ length: 8 }, () => ({ found: "a", right: "a" })),
      { found: "a", right: "b" },
      { found: "b", right: "b" },
    ];
    const { value, interval } = macroF1(pairs);
    expect(value).toBeCloseTo((16 / 17 + 2 / 3) / 2, 10);
    expect(interval[0]).toBeLessThan(value);
    expect(interval[1]).toBeGreaterThanOrEqual(value);
    expect(macroF1(pairs)).toEqual({ value, interval });
  });
});

describe("swapIdentity", () => {
  it("replaces whole words of the group in any case by each of its words", () => {
    const group = { name: "age", known: ["young", "old"], heldOut: ["retired"] };
    expect(swapIdentity("Old folk, and the youngest.", group)).toEqual([
      { term: "young", text: "young folk, and the youngest." },
      { term: "old", text: "old folk, and the youngest." },
      { term: "retired", text: "retired folk, and the youngest." },
    ]);
    expect(swapIdentity("The youngest of all.", group)).toEqual([]);
  });
});
