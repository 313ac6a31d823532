import { describe, expect, it } from "vitest";
import { findOffending } from "./find-offending.ts";

const offending = (text: string, why: string): string | undefined => {
  const span = findOffending(text, why);
  return span === undefined ? undefined : text.slice(span.start, span.end);
};

describe("findOffending", () => {
  it("finds the words of the sentence that the reason names", () => {
    expect(offending("Read it again after 30 minutes.", "It says 30 minutes; the source says 15 minutes.")).toBe(
      "30 minutes",
    );
    expect(offending("It must be closed.", 'It says "must"; the source says "may".')).toBe("must");
    expect(offending("The fee is €1,500.", "It says €1; the source says €2.")).toBeUndefined();
    expect(offending("The fee is €1,500.", "It says €1,500; the source says €1,200.")).toBe("€1,500");
  });

  it("finds nothing when the reason names no word of the sentence", () => {
    expect(offending("Read it again.", "The cited place says 15.")).toBeUndefined();
    expect(offending("It costs 130 euros.", "It says 30; the source says 15.")).toBeUndefined();
  });
});
