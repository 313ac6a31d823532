import { describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { guardThat } from "../../guard/fixtures/guard-that.ts";
import { listenToGuard } from "./listen-to-guard.ts";

const guard = guardThat(({ text }) => {
  if (text.includes("secret")) return { action: "block", decidedBy: "no-secrets" };
  return { action: "redact", text: text.replace(/\d+/g, "…") };
});

describe("listenToGuard", () => {
  it("remembers which guard stopped a question, and nothing of one that passes", async () => {
    const stopped = listenToGuard(guard);
    await stopped.guard.check({ stage: "input", text: "a secret 12", origin: "user" }, never);
    expect(stopped.questionVerdict()).toEqual({ questionVerdict: { stoppedBy: "no-secrets" } });
    const passed = listenToGuard(guard);
    await passed.guard.check({ stage: "input", text: "call me", origin: "user" }, never);
    await passed.guard.check({ stage: "output", text: "a secret", origin: "model" }, never);
    expect(passed.questionVerdict()).toEqual({});
  });
});
