import { describe, expect, it } from "vitest";
import sentences from "../../../../bench/guards/refusals.json" with { type: "json" };
import { checkAlone, partsOf, repeat } from "../../fixtures/check-alone.ts";
import { createRefusalCheck } from "./create-refusal-check.ts";

const check = createRefusalCheck();

describe("the guard of refusals", () => {
  it.each(sentences.refusals)("finds one in %s", async (text) => {
    const result = await checkAlone(check, text);
    expect(result.score).toBeGreaterThanOrEqual(0.8);
    expect(partsOf(text, result).every((part) => part.length > 3)).toBe(true);
  });

  it.each(sentences.answers)("finds none in %s", async (text) => {
    expect((await checkAlone(check, text)).score).toBe(0);
  });

  it("reads only the beginning, since later such words belong to an answer", async () => {
    const answer = "The contract has two parts. ".repeat(20);
    expect((await checkAlone(check, `${answer} I cannot help with that.`)).score).toBe(0);
  });

  it("ends on long hostile repetitions, since it reads a few characters", async () => {
    for (const piece of ["I can't ", "ich kann ", "kann ich nicht ", "a "])
      await checkAlone(check, repeat(piece), { isRead: false });
  });
});
