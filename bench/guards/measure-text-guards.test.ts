import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { never } from "../../src/core/index.ts";
import { benchGuards, GUARD_BENCH_PARTS } from "./bench-guards.ts";
import type { GuardMeasure } from "./guard-measure.ts";
import sentences from "./health-sentences.json" with { type: "json" };
import { measureExfiltration } from "./measure-exfiltration.ts";
import { measureIdentifiers } from "./measure-identifiers.ts";
import { measureRefusals } from "./measure-refusals.ts";
import { measureSecrets } from "./measure-secrets.ts";
import { measureTopics } from "./measure-topics.ts";
import { openScorer } from "./open-scorer.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lydian-text-guards-"));
  const question = JSON.stringify({ text: "When do you open?", question: "When do you open?" });
  const files: Readonly<Record<string, string | Uint8Array>> = {
    "retrieval/nq-oracle/queries.jsonl": question,
    "retrieval/covidqa/queries.jsonl": question,
    "retrieval/squad2/corpus.jsonl": JSON.stringify({ text: "A paragraph with https://berg.example in it." }),
    "answers/natural/questions.jsonl": question,
    "answers/squad2-dev.json": JSON.stringify({ data: [{ paragraphs: [{ qas: [{ question: "Why?" }] }] }] }),
    "injection/cyberseceval-frr-benign.jsonl": question,
    "injection/awesome-prompts-classic.jsonl": question,
    "documents-text/a.txt": "One.\n\nI can't help with that.",
    "rerank/train.jsonl.gz": gzipSync("{}"),
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), content);
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** Returns the value of a measure; of a data set, if its name is given. */
function readValue(measures: readonly GuardMeasure[], measure: string, data?: string): number | undefined {
  return measures.find((each) => each.measure === measure && (data === undefined || each.data === data))?.value;
}

describe("measureSecrets", () => {
  it("counts sentences, kinds and false alarms", async () => {
    const score = async (text: string) => (/AKIA|One\./.test(text) ? 1 : 0);
    const measures = await measureSecrets(folder, { score, threshold: 0.5 });
    expect(readValue(measures, "recall")).toBeCloseTo(1 / 25);
    expect(readValue(measures, "kinds found at least once")).toBeCloseTo(1 / 25);
    expect(readValue(measures, "false alarms", "paragraphs of documents")).toBe(0.5);
    expect(readValue(measures, "false alarms", "questions to handbooks")).toBe(0);
  });
});

describe("measureTopics", () => {
  it("counts the sentences with a place of the same type", async () => {
    const findTypes = async (text: string) => (sentences.DOSAGE.includes(text) ? ["DOSAGE"] : ["DIAGNOSIS"]);
    const score = async (text: string) => (text === sentences.none[0] ? 0.5 : 0.4);
    const measures = await measureTopics(folder, { findTypes, score, threshold: 0.5 });
    expect(readValue(measures, "recall of DOSAGE")).toBe(1);
    expect(readValue(measures, "recall of DIAGNOSIS")).toBe(1);
    expect(readValue(measures, "recall of TREATMENT")).toBe(0);
    const ours = "our sentences that no rule was written for";
    expect(readValue(measures, "false alarms", ours)).toBeCloseTo(1 / sentences.none.length);
  });
});

describe("measureRefusals", () => {
  it("counts refusals, other answers, and paragraphs but no questions", async () => {
    const score = async (text: string) => (text.includes("can't help") ? 1 : 0);
    const measures = await measureRefusals(folder, { score, threshold: 1 });
    expect(readValue(measures, "recall")).toBeGreaterThan(0);
    expect(readValue(measures, "recall")).toBeLessThan(0.5);
    expect(readValue(measures, "false alarms", "paragraphs of documents")).toBe(0.5);
    expect(measures.some(({ data }) => data.includes("questions"))).toBe(false);
  });
});

describe("measureExfiltration", () => {
  it("finds no link of a paragraph that is its own evidence, and every link without evidence", async () => {
    const measures = await measureExfiltration(folder, await openScorer("exfiltration", never));
    const squad = "paragraphs of SQuAD 2.0";
    expect(readValue(measures, "false alarms with the paragraph as evidence", squad)).toBe(0);
    expect(readValue(measures, "false alarms without evidence", squad)).toBe(1);
  });
});

describe("measureIdentifiers", () => {
  it("counts exact places, and alarms on near misses", async () => {
    const findAll = async (text: string) => [{ start: 0, end: text.length, type: "EMAIL_ADDRESS" }];
    const wrong = await measureIdentifiers(findAll);
    expect(readValue(wrong, "recall of EMAIL_ADDRESS")).toBe(0);
    expect(readValue(wrong, "false alarms on near misses of EMAIL_ADDRESS")).toBe(1);
    expect(wrong.find(({ measure }) => measure === "F1 of EMAIL_ADDRESS")).toMatchObject({ value: 0, reached: false });
    const findAddresses = async (text: string) =>
      [...text.matchAll(/[\w.+-]+@[a-z]+\.(?:com|de|co\.uk|org|museum)/g)].map(({ 0: value, index }) => {
        return { start: index, end: index + value.length, type: "EMAIL_ADDRESS" };
      });
    const right = await measureIdentifiers(findAddresses);
    expect(right.find(({ measure }) => measure === "F1 of EMAIL_ADDRESS")).toMatchObject({ value: 1, reached: true });
    expect(readValue(right, "false alarms on near misses of EMAIL_ADDRESS")).toBe(0);
    expect(readValue(right, "recall of IP_ADDRESS")).toBe(0);
  });
});

describe("benchGuards", () => {
  const request = { clock: { monotonicMs: () => 0 }, processorMs: () => 0 };

  it("measures only the parts that are asked for", async () => {
    const parts: string[] = [];
    const onPart = (name: string) => void parts.push(name);
    const bench = await benchGuards({ ...request, folder, only: ["refusal", "topics"], onPart }, never);
    expect(parts).toEqual(["topics", "refusal"]);
    expect(new Set(bench.measures.map(({ guard }) => guard))).toEqual(new Set(["topics", "refusal"]));
    expect(bench).toMatchObject({ latencies: [], faults: [] });
  });

  it("suggests the nearest part for an unknown one", async () => {
    await expect(benchGuards({ ...request, folder, only: ["topcis"] }, never)).rejects.toMatchObject({
      code: "invalid-argument",
      hint: 'Did you mean "topics"?',
    });
    expect(GUARD_BENCH_PARTS).toContain("latency");
  });
});
