import { describe, expect, it } from "vitest";
import { type AccessScope, everything, type GuardExample, type TextCheck } from "../../../core/index.ts";
import { guardExampleSchema } from "../../../core/schemas/index.ts";
import type { LydianServer } from "../../../server/index.ts";
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
    for (const given of [{ text: "a", stage: "outptu" }, { text: "a", stages: [] }, { text: "a".repeat(20_001) }])
      expect((await call("POST", "/guard", given)).status).toBe(400);
  });
});

const { text, ...outcome } = { text: "Is [CREDIT_CARD] yours?", stage: "output", guard: "personal-data", version: "1" };
const given = {
  answerId: "answer_1",
  ...outcome,
  verdict: "fail",
  action: "redact",
  score: 1,
  types: ["CREDIT_CARD"],
  text,
};

describe("the verdicts that readers call wrong", () => {
  it("are kept with the caller's id and scope, in a collection that the caller may use", async () => {
    const kept: unknown[] = [];
    const scope: AccessScope = { kind: "labels", labels: ["staff"] };
    const call = callerOf(
      { id: "k7", permission: "read", scope, collections: ["notes"] },
      {
        keepGuardExample: async ({ signal: _, ...example }) => {
          kept.push(example);
          return { ...exampleOf("notes"), givenBy: "k7" };
        },
      },
    );
    expect((await call("POST", "/collections/notes/guard-examples", given)).status).toBe(200);
    expect(kept).toEqual([{ ...given, collection: "notes", scope, by: "k7" }]);
    expect((await call("POST", "/collections/board/guard-examples", given)).status).toBe(404);
    const long = { ...given, text: "a".repeat(20_001) };
    expect((await call("POST", "/collections/notes/guard-examples", long)).status).toBe(400);
    expect(kept).toHaveLength(1);
  });

  it("are listed for administrators, of their collections", async () => {
    const guardExamples: LydianServer["guardExamples"] = async ({ collections = ["notes", "board"] } = {}) =>
      collections.map(exampleOf);
    const admin = callerOf({ permission: "admin", collections: ["notes"] }, { guardExamples });
    expect((await admin("GET", "/guard-examples")).body).toEqual({ examples: [exampleOf("notes")] });
    expect((await callerOf({ permission: "write" }, { guardExamples })("GET", "/guard-examples")).status).toBe(403);
  });
});

function exampleOf(collection: string): GuardExample {
  return guardExampleSchema.parse({ ...given, collection, givenAt: "2026-01-01T00:00:00.000Z", givenBy: "local" });
}
