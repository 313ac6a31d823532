import { describe, expect, it } from "vitest";
import { checkAlone, partsOf, repeat } from "../../fixtures/check-alone.ts";
import { patternsGuard } from "./patterns-guard.ts";

const check = await patternsGuard.load({
  recognisers: [
    {
      type: "EMPLOYEE_NUMBER",
      patterns: [
        { name: "strong", regex: "\\bEMP-\\d{6}\\b", score: 0.8 },
        { name: "weak", regex: "(?<!\\d)\\d{6}\\b", score: 0.2 },
      ],
      context: ["employee", "Personalnummer"],
    },
    { type: "PROJECT", denyList: ["Blue Falcon"] },
  ],
});

describe("the guard of patterns", () => {
  it("finds data by its form, in any case, and by a list", async () => {
    const text = "Ask emp-123456 about Blue  falcon.";
    const result = await checkAlone(check, text);
    expect(partsOf(text, result)).toEqual(["emp-123456", "Blue  falcon"]);
    expect(result.spans.map(({ type, evidence, score }) => [type, evidence, score])).toEqual([
      ["EMPLOYEE_NUMBER", "strong", 0.8],
      ["PROJECT", "deny-list", 1],
    ]);
  });

  it("raises the score of a weak form near a word of its context", async () => {
    expect((await checkAlone(check, "The order is 123456.")).score).toBe(0.2);
    expect((await checkAlone(check, "The employee is 123456.")).score).toBeCloseTo(0.55);
    expect((await checkAlone(check, "Personalnummer: 123456")).score).toBeCloseTo(0.55);
    expect((await checkAlone(check, "An employee ordered the part with the number 123456.")).score).toBe(0.2);
  });

  it("finds data in a long text wherever it occurs", async () => {
    for (const before of [0, 700, 767, 768, 1020, 1024, 3000]) {
      const text = `${"x ".repeat(before)}EMP-123456 ${"y ".repeat(2000)}`;
      expect(partsOf(text, await checkAlone(check, text)), String(before)).toEqual(["EMP-123456"]);
    }
  });

  it.each([
    ["\\d+(?=kg)", /Lookaheads/],
    ["(a)\\1", /References/],
    ["a++", /Possessive/],
    ["[", /syntax of RE2/],
  ])("refuses the expression %s with a hint", async (regex, hint) => {
    const recognisers = [{ type: "X", patterns: [{ name: "x", regex, score: 1 }] }];
    await expect(patternsGuard.load({ recognisers })).rejects.toMatchObject({
      code: "invalid-settings",
      hint: expect.stringMatching(hint),
    });
  });

  it("ends on hostile texts for expressions on which others would take exponential time", async () => {
    for (const regex of ["(a+)+$", "(a|a)*b", "(x+x+)+y", "a.*b|a", "(?:a?){50}a{50}"]) {
      const own = await patternsGuard.load({
        recognisers: [{ type: "X", patterns: [{ name: "x", regex, score: 1 }] }],
      });
      for (const piece of ["a", "x", "ab"]) await checkAlone(own, repeat(piece).slice(0, 20_000), { isRead: false });
    }
  }, 20_000);
});
