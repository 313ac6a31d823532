import { describe, expect, it } from "vitest";
import { describeAbstention, isAbstentionText } from "./describe-abstention.ts";

describe("the description of an abstention", () => {
  it("says on one line why nothing is computed", () => {
    const text = describeAbstention({
      reason: "not-computed",
      notComputed: 'The question fits 2 columns: "a\nb", "c".',
    });
    expect(text).toBe('There is no answer. Nothing is computed. The question fits 2 columns: "a b", "c".');
    expect(isAbstentionText(text)).toBe(true);
  });
});
