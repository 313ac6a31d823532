import { describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { createGuard, type GuardCheck } from "../../guard/index.ts";
import { listenToGuard } from "./listen-to-guard.ts";

const numbers: GuardCheck = {
  id: "no-numbers",
  check: async (text) => ({ verdict: "fail", action: "redact", why: "a number", text: text.replace(/\d+/g, "…") }),
};
const secrets: GuardCheck = {
  id: "no-secrets",
  check: async (text) =>
    text.includes("secret")
      ? { verdict: "fail", action: "block", why: "a secret" }
      : { verdict: "pass", action: "allow", why: "none" },
};

describe("listenToGuard", () => {
  it("remembers which check stopped a question, and the text of a redacted question", async () => {
    const listen = () => listenToGuard(createGuard({ question: [numbers, secrets], answer: [secrets] }));
    const stopped = listen();
    expect((await stopped.guard.check("question", "a secret 12", "user", never)).action).toBe("block");
    expect(stopped.questionVerdict()).toEqual({ questionVerdict: { stoppedBy: "no-secrets" } });
    const redacted = listen();
    await redacted.guard.check("question", "call 12", "user", never);
    expect(redacted.questionVerdict()).toEqual({ questionVerdict: { redactedTo: "call …" } });
    const passed = listen();
    await passed.guard.check("question", "call me", "user", never);
    await passed.guard.check("answer", "a secret", "model", never);
    expect(passed.questionVerdict()).toEqual({});
  });
});
