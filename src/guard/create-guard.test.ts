import { describe, expect, it } from "vitest";
import type { GuardVerdict } from "../core/index.ts";
import { createGuard, type GuardCheck } from "./create-guard.ts";

const { signal } = new AbortController();
const allow: GuardVerdict = { verdict: "pass", action: "allow", why: "nothing found" };

function checkThat(id: string, answer: (text: string) => GuardVerdict): GuardCheck {
  return { id, check: async (text) => answer(text) };
}

describe("a guard", () => {
  it("allows everything, unmeasured, under an empty policy", async () => {
    const verdict = await createGuard({}).check("question", "anything", "user", signal);
    expect(verdict).toEqual({
      verdict: "unmeasured",
      action: "allow",
      why: 'No check is set for the stage "question".',
    });
  });

  it("runs only the checks of the given stage", async () => {
    const guard = createGuard({ answer: [checkThat("any", () => ({ ...allow, verdict: "fail", action: "block" }))] });
    expect((await guard.check("passage", "text", "document", signal)).action).toBe("allow");
    expect((await guard.check("answer", "text", "model", signal)).action).toBe("block");
  });

  it("returns the most severe action, and stops at a block", async () => {
    let ran = 0;
    const count = checkThat("count", () => {
      ran++;
      return allow;
    });
    const review = checkThat("review", () => ({ verdict: "fail", action: "review", why: "odd" }));
    const block = checkThat("block", () => ({ verdict: "fail", action: "block", why: "bad" }));
    const guard = createGuard({ question: [count, review, count, block, count] });
    expect((await guard.check("question", "text", "user", signal)).why).toBe("bad");
    expect(ran).toBe(2);
  });

  it("passes the redacted text to the next check and returns it", async () => {
    const redact = (from: string, to: string) =>
      checkThat(from, (text) => ({ verdict: "fail", action: "redact", why: from, text: text.replace(from, to) }));
    const guard = createGuard({ ingest: [redact("a", "b"), redact("b", "c"), checkThat("last", () => allow)] });
    const verdict = await guard.check("ingest", "a", "document", signal);
    expect(verdict).toMatchObject({ action: "redact", text: "c" });
  });

  it("reports a failed check as unmeasured, without the text", async () => {
    const broken = checkThat("broken", (text) => {
      throw new Error(`secret ${text}`);
    });
    const verdict = await createGuard({ question: [checkThat("fine", () => allow), broken] }).check(
      "question",
      "text",
      "user",
      signal,
    );
    expect(verdict.verdict).toBe("unmeasured");
    expect(verdict.why).not.toContain("secret");
  });

  it("stops when the call is aborted", async () => {
    const controller = new AbortController();
    const aborting = checkThat("aborting", () => {
      controller.abort();
      throw new Error("stopped");
    });
    await expect(
      createGuard({ question: [aborting] }).check("question", "text", "user", controller.signal),
    ).rejects.toThrow(/abort/iu);
  });
});
