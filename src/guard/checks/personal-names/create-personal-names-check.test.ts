import { describe, expect, it } from "vitest";
import { never } from "../../../core/index.ts";
import { guardPolicySchema } from "../../../core/schemas/index.ts";
import { createGuard } from "../../create-guard.ts";
import { safeHarborPolicy } from "../../policy/safe-harbor-policy.ts";
import { allChecks } from "../index.ts";

const clock = { monotonicMs: () => 0 };

async function redact(text: string, rules: readonly object[]): Promise<string> {
  const policy = guardPolicySchema.parse({ stages: { output: { guards: rules } } });
  return (
    await createGuard({ policy, checks: allChecks, clock }).check({ stage: "output", text, origin: "model" }, never)
  ).text;
}

const text = "Katherine Johnson lives in London, at 12 Baker Street, and pays with 4111 1111 1111 1111.";

describe("the guard of names", () => {
  it("redacts names and addresses, and leaves places and numbers to other rules", async () => {
    expect(await redact(text, [{ guard: "personal-names", action: "redact" }])).toBe(
      "[PERSON] lives in London, at [STREET_ADDRESS], and pays with 4111 1111 1111 1111.",
    );
    expect(await redact(text, [{ guard: "personal-names", types: ["GPE"], threshold: 0.25, action: "redact" }])).toBe(
      "Katherine Johnson lives in [GPE], at 12 Baker Street, and pays with 4111 1111 1111 1111.",
    );
  });

  it("finds names in hidden readings, at their places", async () => {
    expect(await redact("Ask Kath\u200Berine Johnson.", [{ guard: "personal-names", action: "redact" }])).toBe(
      "Ask [PERSON].",
    );
  });
});

describe("the policy safe-harbor", () => {
  it("lets no identifier into prompts, answers, tools and stored conversations", async () => {
    expect(guardPolicySchema.parse(safeHarborPolicy)).toEqual(safeHarborPolicy);
    const guard = createGuard({ policy: safeHarborPolicy, checks: allChecks, clock });
    const record = "Katherine Johnson, 92, MRN 00452-771, of Texas, was seen on March 3, 2024 for a cough.";
    for (const stage of ["prompt", "tool-call", "tool-result", "output", "stream", "memory-write"] as const) {
      const decision = await guard.check({ stage, text: record, origin: "model" }, never);
      expect(decision.text).toBe(
        "[PERSON], [AGE], MRN [MEDICAL_RECORD_NUMBER], of Texas, was seen on [DATE_TIME] for a cough.",
      );
    }
  });
});
