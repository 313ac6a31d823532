import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createVerifier } from "./create-verifier.ts";

const { signal } = new AbortController();
const verdictOf = async (sentence: string, ...evidence: string[]) =>
  (await createVerifier().verify({ sentence, evidence }, signal)).verdict;

describe("createVerifier", () => {
  it("supports a sentence that is quoted word for word, whatever its line breaks", async () => {
    expect(await verdictOf("Open from 8:00 to 18:00.", "Open from 8:00\nto 18:00.")).toBe("supported");
    expect(await verdictOf("Open from 8:00", "We are Open from 8:00 to 18:00.")).toBe("supported");
  });

  it("supports a table row with its header when both are cited in order", async () => {
    expect(await verdictOf("| Drug | Dose |\n| A | 5 mg |", "| Drug | Dose |", "| A | 5 mg |")).toBe("supported");
    expect(await verdictOf("| Drug | Dose |\n| A | 5 mg |", "| A | 5 mg |", "| Drug | Dose |")).toBe("unmeasured");
  });

  it("does not take the end of a number or word for a quote", async () => {
    expect(await verdictOf("9 mg", "The dose is 19 mg.")).toBe("unmeasured");
    expect(await verdictOf("5 mg", "The dose is 2.5 mg.")).toBe("unmeasured");
    expect(await verdictOf("The dose is 1", "The dose is 19 mg.")).toBe("unmeasured");
    expect(await verdictOf("19 mg", "The dose is 9 mg or 19 mg.")).toBe("supported");
  });

  it("measures nothing of a sentence in other words, and finds no evidence for one that cites nothing", async () => {
    expect(await verdictOf("The clinic opens at eight.", "Open from 8:00 to 18:00.")).toBe("unmeasured");
    expect(await verdictOf("The clinic opens at eight.")).toBe("not-enough-evidence");
    expect(await verdictOf("  ", "Open from 8:00 to 18:00.")).toBe("not-enough-evidence");
  });

  it("supports no text with a changed character", async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[a-z]{1,6}( [a-z0-9]{1,6}){1,8}$/), fc.nat(), async (text, at) => {
        const index = at % text.length;
        const changed = `${text.slice(0, index)}Z${text.slice(index + 1)}`;
        expect(await verdictOf(text, text)).toBe("supported");
        expect(await verdictOf(changed, text)).toBe("unmeasured");
      }),
      { numRuns: 50 },
    );
  });
});
