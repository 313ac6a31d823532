import { describe, expect, it } from "vitest";
import { everything, type TextCheck } from "../../../core/index.ts";
import { callerOf } from "../fixtures/server-of.ts";

const check: TextCheck = {
  stage: "output",
  verdict: "fail",
  action: "redact",
  text: "Write to [EMAIL_ADDRESS].",
  why: 'The guard "personal-data" found EMAIL_ADDRESS.',
  decidedBy: "personal-data",
  verdicts: [],
  policy: { name: "clinic", version: "a1" },
};

describe("POST /guard", () => {
  it("checks a text with its context for any caller, and uses no collection", async () => {
    const calls: unknown[] = [];
    const call = callerOf(
      { permission: "read", scope: everything, collections: ["notes"] },
      {
        checkText: async (text, { signal: _, ...options } = {}) => {
          calls.push({ text, ...options });
          return check;
        },
      },
    );
    const given = { text: "Write to a@b.example.", stage: "output", context: { evidence: ["a@b.example"] } };
    expect(await call("POST", "/guard", given)).toMatchObject({ status: 200, body: check });
    await call("POST", "/guard", { text: "Hello." });
    expect(calls).toEqual([given, { text: "Hello.", stage: "input" }]);
  });

  it("rejects an unknown stage, an unknown field, and a text that is too long", async () => {
    const call = callerOf({ permission: "read" }, {});
    for (const given of [{ text: "a", stage: "outptu" }, { text: "a", stages: [] }, { text: "a".repeat(200_001) }])
      expect((await call("POST", "/guard", given)).status).toBe(400);
  });
});
