import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { guardPolicySchema } from "../../core/schemas/index.ts";
import { createGuard } from "../create-guard.ts";
import type { Guard } from "../guard.ts";
import { createStreamGuard } from "./create-stream-guard.ts";

const HOLD_BACK = 8;

/** Finds codes of at most eight characters, such as `K-123`, that no letter or digit precedes or follows. */
const codes: Guard = {
  id: "codes",
  version: "1",
  cost: "rules",
  threshold: 0.5,
  check({ text }) {
    const spans = Array.from(text.matchAll(/(?<![A-Za-z0-9])K-\d{1,6}(?![A-Za-z0-9])/g), ({ 0: code, index }) => {
      return { start: index, end: index + code.length, type: "CODE", evidence: "form" };
    });
    return { score: spans.length === 0 ? 0 : 1, spans };
  },
};

function guardThatDoes(action: "redact" | "block" | "allow", shadow = false) {
  const policy = guardPolicySchema.parse({ stages: { stream: { shadow, guards: [{ guard: "codes", action }] } } });
  return createGuard({ policy, checks: [codes], clock: { monotonicMs: () => 0 } });
}

async function stream(pieces: readonly string[], action: "redact" | "block" | "allow" = "redact"): Promise<string> {
  const scanner = createStreamGuard(guardThatDoes(action), { origin: "model", holdBack: HOLD_BACK }, never);
  let shown = "";
  for (const piece of pieces) shown += await scanner.push(piece);
  return shown + (await scanner.end());
}

const part = fc.constantFrom("K-1", "K-123456", "K-", "1", "12", " ", "a", "K", "-", "The key ", "\n", "é", "😀");

describe("a text that is checked while it is written", () => {
  it("is shown as if it had been checked as a whole, however it is cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 30 }), fc.array(fc.nat(20)), async (parts, lengths) => {
        const text = parts.join("");
        const pieces: string[] = [];
        let at = 0;
        for (const length of [...lengths, text.length]) {
          pieces.push(text.slice(at, at + length));
          at += length;
        }
        const whole = text.replace(/(?<![A-Za-z0-9])K-\d{1,6}(?![A-Za-z0-9])/g, "[CODE]");
        expect(await stream(pieces)).toBe(whole);
        expect(await stream([...text])).toBe(whole);
      }),
    );
  });

  it("is unchanged if nothing is found", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string(), { maxLength: 20 }), async (pieces) => {
        expect(await stream(pieces, "allow")).toBe(pieces.join(""));
      }),
    );
  });

  it("is unchanged if verdicts are only recorded", async () => {
    const scanner = createStreamGuard(guardThatDoes("redact", true), { origin: "model", holdBack: HOLD_BACK }, never);
    expect((await scanner.push("The key K-4711.")) + (await scanner.end())).toBe("The key K-4711.");
  });

  it("shows nothing of what stops it, nor anything after it", async () => {
    const scanner = createStreamGuard(guardThatDoes("block"), { origin: "model", holdBack: HOLD_BACK }, never);
    let shown = "";
    for (const letter of "The doors open by K-4711 at night and then close.") shown += await scanner.push(letter);
    shown += await scanner.end();
    expect("The doors open by ".startsWith(shown)).toBe(true);
    expect(scanner.stoppedBy()).toMatchObject({ action: "block", decidedBy: "codes" });
  });
});
