import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ModelUnavailableError } from "../../../core/index.ts";
import { readLinearModel } from "./read-linear-model.ts";
import { readTokens } from "./read-tokens.ts";
import { createWindowScorer, toProbability } from "./score-windows.ts";
import { splitWindows } from "./split-windows.ts";

const text = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.lorem({ mode: "sentences", maxCount: 8 }));

describe("readTokens", () => {
  it("returns sorted tokens without white space, which do not overlap", () => {
    fc.assert(
      fc.property(text, (value) => {
        let end = 0;
        for (const token of readTokens(value)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(value.slice(token.start, token.end)).toMatch(/^\S+$/u);
          end = token.end;
        }
      }),
    );
  });

  it("gives words the same features in any case, and numbers the same as other numbers", () => {
    const featuresOf = (value: string) => readTokens(value).map(({ features }) => features);
    expect(featuresOf("Room 12 opens")).toEqual(featuresOf("room 345 opens"));
    expect(featuresOf("open the room")).not.toEqual(featuresOf("the open room"));
  });
});

describe("the features of tokens", () => {
  it("are those that the shipped weights were fitted on, also of words that were read before", () => {
    const featuresOf = (value: string) => readTokens(value).map(({ features }) => [...features].sort((a, b) => a - b));
    const expected = [
      [293712163, 1510092530, 1794474408, 2631448171, 2966052392, 3853590130, 4280138276],
      [1407217880, 1574720833, 1995054331, 3523275937, 3683028259],
    ];
    expect(featuresOf("Ab 12")).toEqual(expected);
    expect(featuresOf("Ab 12")).toEqual(expected);
  });
});

describe("splitWindows", () => {
  it("covers every token, and ends with the whole text", () => {
    fc.assert(
      fc.property(text, (value) => {
        const tokens = readTokens(value);
        const windows = splitWindows(value, tokens);
        const covered = new Set(windows.flatMap(({ start, end }) => tokens.slice(start, end)));
        expect(covered.size).toBe(tokens.length);
        expect(windows.at(-1) ?? { start: 0, end: 0 }).toEqual({ start: 0, end: tokens.length });
      }),
    );
  });

  it("returns each sentence, each two, and the whole", () => {
    const tokens = readTokens("One here. Two there. Three gone.");
    expect(splitWindows("One here. Two there. Three gone.", tokens)).toEqual([
      { start: 0, end: 3 },
      { start: 3, end: 6 },
      { start: 6, end: 9 },
      { start: 0, end: 6 },
      { start: 3, end: 9 },
      { start: 0, end: 9 },
    ]);
  });
});

describe("createWindowScorer", () => {
  it("counts each distinct feature once, whatever was scored before", () => {
    const model = { weights: new Int8Array(1024).fill(2), scale: 0.5, intercept: 1 };
    const scoreWindow = createWindowScorer(model);
    const tokens = [
      { start: 0, end: 1, features: [1, 2, 1025] },
      { start: 1, end: 2, features: [2, 3] },
    ];
    // Buckets 1, 2 and 3, each with the weight 2 × 0.5.
    expect(scoreWindow(tokens, { start: 0, end: 2 })).toBeCloseTo(1 + 3 / Math.sqrt(3));
    expect(scoreWindow(tokens, { start: 1, end: 2 })).toBeCloseTo(1 + 2 / Math.sqrt(2));
    expect(scoreWindow(tokens, { start: 1, end: 1 })).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe("toProbability", () => {
  it("is the logistic function of the weighted values; values without a weight do not count", () => {
    const model = { offset: -1, named: { part: 2 } };
    expect(toProbability(model, { part: 0.5, unknown: 100 })).toBe(0.5);
    expect(toProbability(model, { part: 3 })).toBeGreaterThan(0.99);
  });
});

describe("readLinearModel", () => {
  it("says that a model is missing", async () => {
    await expect(readLinearModel("no-such-guard")).rejects.toThrow(ModelUnavailableError);
  });

  it("rejects a file that is not a model of a guard", async () => {
    await expect(readLinearModel("bge-small-en-v1.5-int8")).rejects.toThrow("is damaged");
  });
});
