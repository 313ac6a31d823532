import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkAlone, partsOf, repeat } from "../../fixtures/check-alone.ts";
import { phrasesGuard } from "./phrases-guard.ts";

const check = await phrasesGuard.load({
  lists: [
    { type: "COMPETITOR", phrases: ["Acme", "Müller & Söhne", "acme cloud", "東京"] },
    { type: "FORBIDDEN", phrases: ["guarantee*", "money back"], severity: "low" },
  ],
});
const found = async (text: string) => partsOf(text, await checkAlone(check, text));

describe("the guard of phrases", () => {
  it("finds whole words in any case, spacing and punctuation", async () => {
    expect(await found("ACME is cheaper. So is müller &  söhne!")).toEqual(["ACME", "müller &  söhne"]);
    expect(await found("Guaranteed: money-back, guarantees.")).toEqual(["Guaranteed", "money-back", "guarantees"]);
    expect(await found("本社は東京にあります")).toEqual(["東京"]);
  });

  it("joins overlapping phrases of one list", async () => {
    expect(await found("We use the Acme Cloud.")).toEqual(["Acme Cloud"]);
  });

  it("leaves other words alone", async () => {
    for (const text of ["Acmed pharmacme", "Müller und Söhne", "The money is back, and the guard is anteed."])
      expect(await found(text)).toEqual([]);
  });

  it("finds words between invisible characters, in look-alikes and letters apart", async () => {
    expect(await found("Buy Ac\u200Bme now")).toEqual(["Ac\u200Bme"]);
    expect(await found("Buy Аcme now")).toEqual(["Аcme"]);
    expect(await found("Buy a c m e now")).toEqual(["a c m e"]);
  });

  it("scores by the severity of the list", async () => {
    expect((await checkAlone(check, "money back")).score).toBe(0.5);
    expect((await checkAlone(check, "money back from Acme")).score).toBe(0.9);
  });

  it("finds each phrase wherever it occurs", () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
    return fc.assert(
      fc.asyncProperty(phrase, fc.string(), fc.string(), async (listed, before, after) => {
        const own = await phrasesGuard.load({ lists: [{ type: "X", phrases: [listed] }] });
        const text = `${before} ${listed.toUpperCase()} ${after}`;
        const result = await checkAlone(own, text);
        const place = { start: before.length + 1, end: before.length + 1 + listed.length };
        expect(result.spans.some(({ start, end }) => start <= place.start && end >= place.end)).toBe(true);
      }),
    );
  });

  it("ends on long hostile repetitions, since it reads in linear time", async () => {
    const own = await phrasesGuard.load({ lists: [{ type: "X", phrases: ["a a a a a a a a a b", "aaa*", "a*"] }] });
    for (const piece of ["a ", "a", "aaa ", "東", "\u0301"]) await checkAlone(own, repeat(piece), { isRead: false });
  });
});
