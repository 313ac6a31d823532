import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { DataMissingError, InvalidDataError, never } from "../../src/core/index.ts";
import { type FoundData, measurePersonalData } from "./measure-personal-data.ts";
import { foldOf, type LabelledText, readPersonalData } from "./read-personal-data.ts";

const text: LabelledText = {
  text: "Anna Berg, born in 1970, mails a@b.example.",
  spans: [
    { type: "PERSON", start: 0, end: 9, value: "Anna Berg" },
    { type: "DATE_TIME", start: 19, end: 23, value: "1970" },
    { type: "EMAIL_ADDRESS", start: 31, end: 42, value: "a@b.example" },
  ],
  template_id: 7,
};
const measured = (found: readonly FoundData[], measure: string) =>
  measurePersonalData([text], () => found).find((each) => each.measure === measure)?.value;

describe("the measure of personal data", () => {
  it("counts words of any kind, words of the right kind, and places", () => {
    const found = [
      { type: "PERSON", start: 0, end: 4 },
      { type: "AGE", start: 19, end: 23 },
      { type: "EMAIL_ADDRESS", start: 31, end: 42 },
      { type: "GPE", start: 25, end: 30 },
    ];
    // Labelled: Anna, Berg, 1970, a, b, example. Found: Anna, 1970, a, b, example, and "mails" wrongly.
    expect(measured(found, "recall of words")).toBeCloseTo(5 / 6);
    expect(measured(found, "precision of words")).toBeCloseTo(5 / 6);
    expect(measured(found, "F2 of words")).toBeCloseTo(5 / 6);
    expect(measured(found, "recall of words with their kinds")).toBeCloseTo(4 / 6);
    expect(measured(found, "recall of places")).toBeCloseTo(2 / 3);
    expect(measured(found, "precision of places")).toBeCloseTo(2 / 4);
    expect(measured(found, "F2 of places")).toBeCloseTo((5 * 2) / (4 * 3 + 4));
    expect(measured(found, "F1 of EMAIL_ADDRESS")).toBe(1);
  });

  it("reads the names of the guard's kinds as those of the data", () => {
    const site: LabelledText = {
      ...text,
      spans: [{ type: "DOMAIN_NAME", start: 31, end: 42, value: "a@b.example" }],
    };
    const measures = measurePersonalData([site], () => [{ type: "URL", start: 31, end: 42 }]);
    expect(measures.find(({ measure }) => measure === "F2 of places")?.value).toBe(1);
  });

  it("says whether the goals are reached", () => {
    const goals = measurePersonalData([text], () => text.spans).filter(({ goal }) => goal !== undefined);
    expect(goals.map(({ measure, reached }) => `${measure} ${reached}`)).toEqual([
      "F2 of words true",
      "F1 of CREDIT_CARD false",
      "F1 of IBAN_CODE false",
      "F1 of US_SSN false",
      "F1 of EMAIL_ADDRESS true",
      "F1 of IP_ADDRESS false",
    ]);
  });
});

describe("the labelled texts", () => {
  it("are read, and split by their templates", async () => {
    const folder = await mkdtemp(join(tmpdir(), "lydian-labelled-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await expect(readPersonalData(folder, never)).rejects.toThrow(DataMissingError);
    await mkdir(join(folder, "pii"));
    const file = join(folder, "pii", "presidio-synth-v2.jsonl");
    await writeFile(file, `${JSON.stringify({ id: 1, ...text })}\n`);
    expect(await readPersonalData(folder, never)).toEqual([text]);
    expect(foldOf(text)).toBe(2);
    await writeFile(file, '{"text": 1}\n');
    await expect(readPersonalData(folder, never)).rejects.toThrow(InvalidDataError);
  });
});
