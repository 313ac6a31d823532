import { describe, expect, it } from "vitest";
import { abstentionReason } from "../../core/schemas/index.ts";
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

  it("says that the documents do not say it only for the reason that proves it", () => {
    const reasons = abstentionReason.options.filter((reason) =>
      describeAbstention({ reason }).startsWith("The documents do not say."),
    );
    expect(reasons).toEqual(["no-evidence"]);
  });

  it.each([
    [["pool"], "No passage found contains “pool”."],
    [["swimming", "pool"], "No passage found contains “swimming” or “pool”."],
    [["a\nb", "c", "d", "e", "f", "g"], "No passage found contains “a b”, “c”, “d”, “e” or “f”."],
  ])("names the words %j that no passage has", (unmentioned, why) => {
    const text = describeAbstention({ reason: "not-found", unmentioned });
    expect(text).toBe(`No answer was found. ${why}`);
    expect(isAbstentionText(text)).toBe(true);
  });
});
