import { describe, expect, it } from "vitest";
import type { GuardOutcome } from "../../src/core/index.ts";
import { describeOutcome, nameGuard, notableOutcomes } from "./describe-outcome.ts";

const outcome: GuardOutcome = {
  stage: "input",
  guard: "personal-data",
  version: "1",
  verdict: "fail",
  action: "block",
  texts: 1,
  score: 1,
  types: ["CREDIT_CARD", "role-spoofing"],
};

describe("the words for a verdict of a guard", () => {
  it("say what was found, where, and what followed", () => {
    expect(nameGuard("personal-data")).toBe("Personal data");
    expect(nameGuard("exfiltration")).toBe("Links that carry data away");
    expect(describeOutcome(outcome)).toBe("The question contains: credit card, role spoofing. It was stopped.");
    expect(describeOutcome({ ...outcome, stage: "stream", action: "redact", types: [] })).toBe(
      "The reply of the language model may break this rule. These parts were replaced.",
    );
    expect(describeOutcome({ ...outcome, verdict: "unmeasured", action: "review" })).toBe(
      "The question could not be checked. A person must see it first.",
    );
  });

  it("leave out what passed or changed nothing, and people in need", () => {
    const others: GuardOutcome[] = [
      { ...outcome, verdict: "pass" },
      { ...outcome, action: "allow" },
      { ...outcome, guard: "crisis" },
    ];
    expect(notableOutcomes([outcome, ...others])).toEqual([outcome]);
  });
});
