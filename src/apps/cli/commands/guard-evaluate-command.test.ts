import { describe, expect, it } from "vitest";
import { guardPolicySchema, textCheckSchema } from "../../../core/schemas/index.ts";
import { allChecks, createGuard } from "../../../guard/index.ts";
import type { CheckTextOptions } from "../../../library/index.ts";
import { runWith } from "../fixtures/run-with.ts";

const guards = [
  { guard: "phrases", options: { lists: [{ type: "COMPETITOR", phrases: ["Acme"] }] } },
  { guard: "personal-data", types: ["EMAIL_ADDRESS"] },
];
const guard = createGuard({
  policy: guardPolicySchema.parse({ stages: { input: { guards } } }),
  checks: allChecks,
  clock: { monotonicMs: () => 0 },
});

/** Checks with a real guard, as the library does. */
async function checkText(text: string, { stage = "input", runAll = false }: CheckTextOptions = {}) {
  const decision = await guard.check({ stage, text, origin: "user", runAll }, new AbortController().signal);
  return textCheckSchema.parse({ stage, verdict: "fail", ...decision });
}

const input = [
  { id: 1, data: "Acme writes to anna@berg.example.", expected_triggers: { Competitors: true, "Contains PII": true } },
  { id: 2, data: "Hello.", expected_triggers: { Competitors: false, "Contains PII": true, Jailbreak: false } },
]
  .map((row) => JSON.stringify(row))
  .join("\n");

describe("lydian guard evaluate", () => {
  it("prints the counts of each trigger and no text, also of a guard that runs after one that blocks", async () => {
    const { code, out, err } = await runWith(["guard", "evaluate", "-"], { checkText }, { input });
    expect(code).toBe(0);
    expect(out).toMatch(/^2 samples, with 95 % intervals/);
    expect(out).toMatch(/Competitors +1\.000 \(0\.207 to 1\.000\) +1\.000 \(.*\) +1\.000 +1 +0 +0 +1 +0 +phrases/);
    expect(out).toMatch(/Contains PII +1\.000 .* 0\.500 .* +0\.667 +1 +0 +1 +0 +0 +personal-data/);
    expect(out).not.toContain("anna");
    expect(err).toContain("No guard of the policy finds Jailbreak.");
  });

  it("prints JSON, and uses the policy that the call names", async () => {
    const args = ["guard", "evaluate", "-", "--json", "--policy", "clinic.yaml"];
    const { out, opened } = await runWith(args, { checkText }, { input });
    expect(JSON.parse(out)).toMatchObject({
      samples: 2,
      triggers: [{ trigger: "Competitors", truePositives: 1 }, { trigger: "Contains PII" }],
      withoutGuard: ["Jailbreak"],
    });
    expect(opened[0]?.settings).toMatchObject({ guard: { policy: "clinic.yaml" } });
  });

  it("says what to do where no guard can be measured, or a line is not a sample", async () => {
    const none = await runWith(["guard", "evaluate", "-", "--stage", "output"], { checkText }, { input });
    expect({ code: none.code, err: none.err }).toEqual({
      code: 2,
      err: expect.stringContaining("hint: Choose another stage"),
    });
    const wrong = await runWith(["guard", "evaluate", "-"], { checkText }, { input: "{}" });
    expect({ code: wrong.code, err: wrong.err }).toEqual({ code: 1, err: expect.stringContaining("Line 1 of") });
  });
});
