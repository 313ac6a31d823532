import { describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { guardThat } from "../../guard/fixtures/guard-that.ts";
import { listenToGuard } from "./listen-to-guard.ts";

const guard = guardThat(({ text }) => {
  if (text.includes("secret")) return { action: "block", decidedBy: "no-secrets" };
  return { action: "redact", text: text.replace(/\d+/g, "…") };
});

describe("listenToGuard", () => {
  it("remembers which guard stopped a question, and the text of a redacted question", async () => {
    const stopped = listenToGuard(guard);
    await stopped.guard.check({ stage: "input", text: "a secret 12", origin: "user" }, never);
    expect(stopped.questionVerdict()).toEqual({ questionVerdict: { stoppedBy: "no-secrets" } });
    const redacted = listenToGuard(guard);
    await redacted.guard.check({ stage: "input", text: "call 12", origin: "user" }, never);
    expect(redacted.questionVerdict()).toEqual({ questionVerdict: { redactedTo: "call …" } });
    const passed = listenToGuard(guard);
    await passed.guard.check({ stage: "input", text: "call me", origin: "user" }, never);
    await passed.guard.check({ stage: "output", text: "a secret", origin: "model" }, never);
    expect(passed.questionVerdict()).toEqual({});
  });
});
