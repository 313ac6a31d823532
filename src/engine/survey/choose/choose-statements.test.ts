import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { never } from "../../../core/index.ts";
import type { Statement } from "../statement.ts";
import { chooseStatements, countWords, thinOut } from "./choose-statements.ts";
import { compareTerms, compareVectors } from "./compare-statements.ts";
import { rankCentral } from "./rank-central.ts";

const statementOf = (text: string, index = 0, prior = 0.5): Statement => ({
  sentence: { text, evidence: [{ passage: index + 1, span: { start: 0, end: text.length } }] },
  prior,
  terms: [...new Set(text.toLowerCase().match(/\p{L}+/gu) ?? [])],
});
const words = fc.array(fc.constantFrom("key", "lock", "door", "car", "road", "wheel"), { minLength: 1, maxLength: 6 });
const statements = fc
  .array(words, { maxLength: 12 })
  .map((all) => all.map((one, index) => statementOf(one.join(" "), index)));

describe("the choice of statements", () => {
  it("prefers statements that are similar to most others", async () => {
    const all = [
      "The key opens the lock",
      "A key opens a lock",
      "The lock has a key of its own",
      "Bananas are yellow",
    ].map((text, index) => statementOf(text, index));
    const chosen = await chooseStatements(undefined, { statements: all, words: 5 }, never);
    expect(chosen.map(({ sentence }) => sentence.text)).not.toContain("Bananas are yellow");
    expect(chosen.length).toBeGreaterThan(0);
  });

  it("prefers statements about the topic", async () => {
    const all = ["The key opens the lock", "A key opens the lock too", "Bananas are yellow"].map((text, index) =>
      statementOf(text, index),
    );
    const about = { text: "bananas", terms: ["bananas"] };
    expect(await chooseStatements(undefined, { statements: all, words: 3, about }, never)).toEqual([all[2]]);
  });

  it("keeps the order, repeats none, and hardly exceeds the length", async () => {
    await fc.assert(
      fc.asyncProperty(statements, fc.integer({ min: 1, max: 30 }), async (all, most) => {
        const chosen = await chooseStatements(undefined, { statements: all, words: most }, never);
        expect(chosen).toEqual(all.filter((one) => chosen.includes(one)));
        const length = chosen.reduce((sum, { sentence }) => sum + countWords(sentence.text), 0);
        if (chosen.length > 1) expect(length).toBeLessThanOrEqual(most * 1.1);
        if (all.length > 0) expect(chosen.length).toBeGreaterThan(0);
        expect(await chooseStatements(undefined, { statements: all, words: most }, never)).toEqual(chosen);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the centrality of statements", () => {
  it("is from 0 to 1, and highest for the statement that is similar to all others", () => {
    const star = compareTerms([["a", "b", "c"], ["a"], ["b"], ["c"]]);
    expect(rankCentral(star, 4)[0]).toBe(1);
    fc.assert(
      fc.property(statements, (all) => {
        const ranks = rankCentral(compareTerms(all.map(({ terms }) => terms)), all.length);
        expect(ranks).toHaveLength(all.length);
        for (const rank of ranks) expect(rank).toBeGreaterThan(0);
        if (all.length > 0) expect(Math.max(...ranks)).toBe(1);
      }),
    );
  });
});

describe("the comparison of vectors", () => {
  it("measures how much more similar than usual they are", () => {
    const [a, b, c] = [
      [1, 0],
      [0.8, 0.6],
      [0, 1],
    ].map((values) => Float32Array.from(values));
    const likeness = a && b && c ? compareVectors([a, b, c]) : [];
    expect([likeness[0], likeness[2]]).toEqual([1, 0]);
    expect(likeness[1]).toBeCloseTo((0.8 - 1.4 / 3) / (1 - 1.4 / 3));
  });
});

describe("thinning out statements", () => {
  it("keeps the best of each part, in order", () => {
    const all = [0.1, 0.9, 0.2, 0.3].map((prior, index) => statementOf(`s${index}`, index, prior));
    expect(thinOut(all, 2)).toEqual([all[1], all[3]]);
    expect(thinOut(all, 4)).toEqual(all);
  });
});
