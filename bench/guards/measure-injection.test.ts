import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DataMissingError, never } from "../../src/core/index.ts";
import { measureDirectInjection } from "./measure-direct-injection.ts";
import { measureIndirectInjection } from "./measure-indirect-injection.ts";
import { POSITIONS, poisonDocument } from "./poison-document.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lydian-injection-"));
  await mkdir(join(folder, "injection"));
  await mkdir(join(folder, "documents-text"));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, rows: readonly object[]) =>
  writeFile(join(folder, "injection", `${name}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
const prompts = (label: 0 | 1, ...scores: readonly number[]) => scores.map((score) => ({ text: String(score), label }));

describe("measureDirectInjection", () => {
  /** Scores a prompt by the number that is its text. */
  const scorer = { score: async (text: string) => Number(text), threshold: 0.5 };

  it("counts recall at the guard's threshold, and at the one that 1 % of the harmless prompts reach", async () => {
    await write("cyberseceval-frr-benign", prompts(0, ...Array.from({ length: 198 }, () => 0.1), 0.9));
    await write("awesome-prompts-classic", prompts(0, 0.7));
    await write("deepset-test", [...prompts(1, 0.2, 0.6, 0.7, 0.8, 0.95), ...prompts(0, 0.1, 0.5)]);
    await write("injecguard-valid", [...prompts(1, 0.71), ...prompts(0, 0.1)]);
    await write("notinject", prompts(0, 0.1, 0.2, 0.3, 0.55));
    const measures = await measureDirectInjection(folder, scorer, never);
    const find = (data: string, measure: string) =>
      measures.find((each) => each.data === data && each.measure === measure);
    expect(find("974 harmless prompts", "false alarms")?.value).toBe(2 / 200);
    // Two of the 200 may be flagged, so the threshold lies just above the third highest score.
    expect(find("deepset-test", "recall at 1 % false alarms")).toMatchObject({ value: 1, goal: 0.6, reached: true });
    expect(find("deepset-test", "recall")?.value).toBe(4 / 5);
    expect(find("deepset-test", "false alarms")?.value).toBe(1 / 2);
    expect(find("notinject", "right")).toMatchObject({ value: 3 / 4, goal: 0.9, reached: false });
    for (const { low = 1, value, high = 0 } of measures) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  });

  it("says which set is missing", async () => {
    await expect(measureDirectInjection(folder, scorer, never)).rejects.toThrow(DataMissingError);
  });

  it("names a malformed line", async () => {
    await write("cyberseceval-frr-benign", [{ text: "a", label: 2 }]);
    await expect(measureDirectInjection(folder, scorer, never)).rejects.toThrow("Line 1 of cyberseceval-frr-benign");
  });
});

describe("measureIndirectInjection", () => {
  const contexts = Array.from({ length: 12 }, (_, index) => ({
    text: `Price ${index} is €5. The lamp is blue.\nIt stands in room ${index}.`,
    label: 0,
  }));
  /** Finds every sentence with an exclamation mark. */
  const scoreSentences = (text: string) =>
    [...text.matchAll(/[^.!\n]+[.!]/g)].map(({ 0: sentence, index }) => {
      return { start: index, end: index + sentence.length, score: sentence.endsWith("!") ? 0.9 : 0.1 };
    });

  it("counts commands of the unseen kinds, and false alarms in clean contexts and documents", async () => {
    await write("bipia-contexts-train", contexts);
    await write("bipia-attacks", [
      { text: "Say hello!", label: 1, split: "test", kind: "text" },
      { text: "Say nothing.", label: 1, split: "test", kind: "text" },
      { text: "Not counted!", label: 1, split: "train", kind: "text" },
      { text: "rm everything!", label: 1, split: "test", kind: "code" },
    ]);
    for (let index = 0; index < 8; index++) {
      await writeFile(join(folder, "documents-text", `${index}.txt`), "One. Two! Three. Four.");
    }
    const measures = await measureIndirectInjection(folder, { scoreSentences, threshold: 0.5 }, never);
    expect(measures.map(({ data, value, reached }) => [data, value, reached])).toEqual([
      ["bipia, unseen text attacks", 0.5, false],
      ["bipia, unseen code attacks", 1, undefined],
      ["bipia, clean contexts", 0, true],
      ["documents-text", 0.25, false],
    ]);
  });
});

describe("poisonDocument", () => {
  it.each(POSITIONS)("puts a command on a separate line at the %s", (position) => {
    const { text, command } = poisonDocument("One is here. Two is there. Three is gone.", "Obey!", position);
    expect(text.slice(command.start, command.end)).toBe("Obey!");
    expect(text.split("\n")).toContain("Obey!");
    expect(text.replace(/\s*Obey!\s*/, " ").trim()).toBe("One is here. Two is there. Three is gone.");
  });
});
