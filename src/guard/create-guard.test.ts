import { describe, expect, it, vi } from "vitest";
import { GUARD_STAGES, type GuardStage, never } from "../core/index.ts";
import { guardPolicySchema } from "../core/schemas/index.ts";
import { createGuard } from "./create-guard.ts";
import type { CheckResult, Guard } from "./guard.ts";

const clock = { monotonicMs: () => 0 };
const clean: CheckResult = { score: 0, spans: [] };

function checkThat(id: string, check: Guard["check"], cost: Guard["cost"] = "rules"): Guard {
  return { id, version: "1", cost, threshold: 0.5, check };
}

/** Finds every occurrence of a word. */
const finds = (id: string, word: string) =>
  checkThat(id, ({ text }) => {
    const spans = [...text.matchAll(new RegExp(word, "g"))].map(({ index }) => {
      return { start: index, end: index + word.length, type: word.toUpperCase(), evidence: id };
    });
    return { score: spans.length > 0 ? 0.9 : 0.1, spans };
  });

function guardOf(stages: unknown, checks: readonly Guard[]) {
  return createGuard({ policy: guardPolicySchema.parse({ stages }), checks, clock });
}

const input = (text: string, stage: GuardStage = "input") => ({ stage, text, origin: "user" }) as const;

describe("a guard", () => {
  it("allows every text at a stage without guards, and says so", async () => {
    const decision = await guardOf({}, []).check(input("anything"), never);
    expect(decision).toMatchObject({ action: "allow", text: "anything", verdicts: [] });
    expect(decision.why).toBe('No guard is set for the stage "input".');
  });

  it("gives each guard's verdict with its score, threshold and places", async () => {
    const guard = guardOf({ input: { guards: [{ guard: "a" }, { guard: "b", threshold: 0.95 }] } }, [
      finds("a", "key"),
      finds("b", "key"),
    ]);
    const { verdicts, action, decidedBy } = await guard.check(input("the key", "input"), never);
    expect({ action, decidedBy }).toEqual({ action: "block", decidedBy: "a" });
    expect(verdicts).toEqual([
      {
        guard: "a",
        version: "1",
        verdict: "fail",
        action: "block",
        score: 0.9,
        threshold: 0.5,
        spans: [{ start: 4, end: 7, type: "KEY", evidence: "a" }],
        durationMs: 0,
      },
    ]);
    const passed = await guardOf({ input: { guards: [{ guard: "b", threshold: 0.95 }] } }, [finds("b", "key")]).check(
      input("the key"),
      never,
    );
    expect(passed).toMatchObject({ action: "allow", verdicts: [{ verdict: "pass", score: 0.9, spans: [] }] });
    expect(passed).not.toHaveProperty("decidedBy");
  });

  it("says where the writer finds help, whatever the action is, but not in shadow mode", async () => {
    const helps = checkThat("crisis", ({ text }) => ({ score: text === "help" ? 1 : 0, spans: [], help: "Call 112." }));
    for (const action of ["allow", "review", "block"]) {
      const guards = [{ guard: "crisis", action }];
      const guard = guardOf({ input: { guards } }, [helps]);
      expect(await guard.check(input("help"), never)).toMatchObject({ action, help: "Call 112." });
      expect(await guard.check(input("hello"), never)).not.toHaveProperty("help");
      const shadow = guardOf({ input: { shadow: true, guards } }, [helps]);
      expect(await shadow.check(input("help"), never)).not.toHaveProperty("help");
    }
  });

  it("runs cheap guards first, returns the strictest action, and stops at a block", async () => {
    const ran: string[] = [];
    const noted = (id: string, cost: Guard["cost"], score: number) =>
      checkThat(
        id,
        () => {
          ran.push(id);
          return { score, spans: [] };
        },
        cost,
      );
    const checks = [noted("judge", "language-model", 1), noted("model", "small-model", 1), noted("rules", "rules", 1)];
    const reviewing = [
      { guard: "judge", action: "quarantine" },
      { guard: "model", action: "review" },
      { guard: "rules", action: "quarantine" },
    ];
    const decision = await guardOf({ input: { guards: reviewing } }, checks).check(input("x"), never);
    expect(decision).toMatchObject({ action: "review", decidedBy: "model" });
    expect(ran.splice(0)).toEqual(["rules", "model", "judge"]);
    const blocking = [{ guard: "judge" }, { guard: "rules" }];
    expect(await guardOf({ input: { guards: blocking } }, checks).check(input("x"), never)).toMatchObject({
      action: "block",
      decidedBy: "rules",
    });
    expect(ran).toEqual(["rules"]);
  });

  it("runs all guards of a text that asks for it, even after one has blocked it", async () => {
    const guard = guardOf({ input: { guards: [{ guard: "a" }, { guard: "b" }] } }, [
      finds("a", "key"),
      finds("b", "key"),
    ]);
    const { action, verdicts } = await guard.check({ ...input("the key"), runAll: true }, never);
    expect([action, verdicts.map((each) => each.guard)]).toEqual(["block", ["a", "b"]]);
    expect((await guard.check(input("the key"), never)).verdicts).toHaveLength(1);
  });

  it("redacts what several guards found, and keeps all places in a stored document", async () => {
    const guards = [
      { guard: "a", action: "redact" },
      { guard: "b", action: "redact" },
    ];
    const guard = guardOf({ input: { guards }, ingest: { guards } }, [finds("a", "Anna Berg"), finds("b", "Berg")]);
    expect((await guard.check(input("Call Anna Berg, not Berg."), never)).text).toBe("Call [ANNA BERG], not [BERG].");
    expect((await guard.check(input("Call Anna\nBerg or Berg.", "ingest"), never)).text).toBe(
      "Call Anna\n████ or ████.",
    );
  });

  it("compares each place with the threshold, and counts only the types of the rule", async () => {
    const text = "card 4111, maybe 12, mail a@b";
    const check = checkThat("a", () => ({
      score: 0.9,
      spans: [
        { start: 5, end: 9, type: "CARD", evidence: "a", score: 0.9 },
        { start: 17, end: 19, type: "CARD", evidence: "a", score: 0.5 },
        { start: 26, end: 29, type: "EMAIL", evidence: "a", score: 0.8 },
      ],
    }));
    const redacted = async (...rules: readonly object[]) =>
      (
        await guardOf({ input: { guards: rules.map((rule) => ({ guard: "a", action: "redact", ...rule })) } }, [
          check,
        ]).check(input(text), never)
      ).text;
    expect(await redacted({ threshold: 0.7 })).toBe("card [CARD], maybe 12, mail [EMAIL]");
    expect(await redacted({ threshold: 0.7, types: ["CARD"] })).toBe("card [CARD], maybe 12, mail a@b");
    expect(await redacted({ threshold: 0.85, types: ["EMAIL"] })).toBe(text);
    expect(await redacted({ threshold: 0.7, types: ["EMAIL"] }, { threshold: 0.5, types: ["CARD"] })).toBe(
      "card [CARD], maybe [CARD], mail [EMAIL]",
    );
  });

  it("counts the score of the text if no single place is certain enough, or none is known", async () => {
    const spans = [{ start: 0, end: 1, type: "X", evidence: "a", score: 0.4 }];
    const ruled = (rule: object, result: CheckResult) =>
      guardOf({ input: { guards: [{ guard: "a", ...rule }] } }, [checkThat("a", () => result)]).check(
        input("x"),
        never,
      );
    const together = await ruled({}, { score: 0.9, spans });
    expect(together.verdicts[0]).toMatchObject({ verdict: "fail", score: 0.9, spans });
    expect((await ruled({ types: ["X"] }, { score: 0.9, spans })).verdicts[0]).toMatchObject({ verdict: "pass" });
    expect((await ruled({ types: ["X"] }, { score: 0.9, spans: [] })).action).toBe("block");
    expect((await ruled({}, { score: 0.9, spans: [{ start: 0, end: 1, type: "X", evidence: "a" }] })).action).toBe(
      "block",
    );
  });

  it("blocks a text that it should redact if no place is known", async () => {
    const guard = guardOf({ input: { guards: [{ guard: "a", action: "redact" }] } }, [
      checkThat("a", () => ({ score: 1, spans: [] })),
    ]);
    expect(await guard.check(input("x"), never)).toMatchObject({ action: "block", verdicts: [{ action: "block" }] });
  });

  it("loads a lazy guard once for all texts and stages", async () => {
    let loads = 0;
    const load = async () => {
      loads++;
      return finds("a", "secret");
    };
    const guards = [{ guard: "a" }];
    const policy = guardPolicySchema.parse({ stages: { input: { guards }, output: { guards } } });
    const guard = createGuard({ policy, checks: [{ id: "a", cost: "rules", load }], clock });
    for (const text of ["one", "two"])
      for (const stage of ["input", "output"] as const) await guard.check(input(text, stage), never);
    expect(loads).toBe(1);
  });

  it("loads a lazy guard at the first text of its stage, and again after a failure", async () => {
    let loads = 0;
    const load = async () => {
      loads++;
      if (loads === 1) throw new Error("weights missing");
      return finds("a", "key");
    };
    const guard = createGuard({
      policy: guardPolicySchema.parse({ stages: { input: { guards: [{ guard: "a" }] } } }),
      checks: [{ id: "a", cost: "rules", load }],
      clock,
    });
    await guard.check(input("key", "output"), never);
    expect(loads).toBe(0);
    const unmeasured = { verdict: "unmeasured", version: "unknown", error: "The guard failed." };
    expect(await guard.check(input("key"), never)).toMatchObject({ action: "block", verdicts: [unmeasured] });
    expect(await guard.check(input("key"), never)).toMatchObject({ action: "block", verdicts: [{ verdict: "fail" }] });
  });

  it("records verdicts and allows every text in shadow mode", async () => {
    const guard = guardOf({ input: { shadow: true, guards: [{ guard: "a" }] } }, [finds("a", "key")]);
    const decision = await guard.check(input("key"), never);
    expect(decision).toMatchObject({ action: "allow", text: "key", verdicts: [{ verdict: "fail", action: "block" }] });
  });

  it("gives its context to each check, and measures a text again in another context", async () => {
    const check = checkThat("a", ({ text, context }) => ({
      ...clean,
      score: context?.evidence?.includes(text) === true ? 0 : 1,
    }));
    const guard = guardOf({ output: { guards: [{ guard: "a" }] } }, [check]);
    const actionWith = async (evidence: readonly string[]) =>
      (await guard.check({ ...input("a seal", "output"), context: { evidence } }, never)).action;
    expect(await actionWith(["a seal"])).toBe("allow");
    expect(await actionWith([])).toBe("block");
    expect(await actionWith(["a seal"])).toBe("allow");
  });

  it("tells each check whether the text is trusted, which only a text of the system is by itself", async () => {
    const seen: unknown[] = [];
    const check = checkThat("a", ({ trust }) => {
      seen.push(trust);
      return clean;
    });
    const guard = guardOf({ input: { guards: [{ guard: "a" }] } }, [check]);
    for (const origin of ["user", "model", "document:a", "tool:b", "system"] as const)
      await guard.check({ stage: "input", text: "one", origin }, never);
    await guard.check({ stage: "input", text: "one", origin: "user", trust: "trusted" }, never);
    expect(seen).toEqual(["untrusted", "untrusted", "untrusted", "untrusted", "trusted", "trusted"]);
  });

  it("does not run again on a text that it has measured", async () => {
    let runs = 0;
    const check = checkThat("a", () => {
      runs++;
      if (runs === 1) throw new Error("busy");
      return clean;
    });
    const guard = guardOf({ input: { guards: [{ guard: "a" }] } }, [check]);
    expect((await guard.check(input("x"), never)).verdicts[0]?.verdict).toBe("unmeasured");
    expect((await guard.check(input("x"), never)).verdicts[0]?.verdict).toBe("pass");
    await guard.check(input("x"), never);
    expect(runs).toBe(2);
    await guard.check(input("y"), never);
    expect(runs).toBe(3);
  });

  it("names its policy, whose version changes with its content", async () => {
    const versionOf = async (threshold: number) =>
      (await guardOf({ input: { guards: [{ guard: "a", threshold }] } }, [finds("a", "key")]).check(input("x"), never))
        .policy;
    expect(await versionOf(0.5)).toEqual(await versionOf(0.5));
    expect((await versionOf(0.5)).version).not.toBe((await versionOf(0.6)).version);
  });

  it("refuses a policy that names an unknown guard, or one twice", () => {
    expect(() =>
      guardOf({ input: { guards: [{ guard: "direct-injektion" }] } }, [finds("direct-injection", "x")]),
    ).toThrow(expect.objectContaining({ code: "invalid-settings", hint: 'Did you mean "direct-injection"?' }));
    const twice = { stages: { input: { guards: [{ guard: "a" }, { guard: "a" }] } } };
    expect(guardPolicySchema.safeParse(twice).success).toBe(false);
    const overlapping = [
      { guard: "a", types: ["X", "Y"] },
      { guard: "a", types: ["Y"] },
    ];
    expect(guardPolicySchema.safeParse({ stages: { input: { guards: overlapping } } }).success).toBe(false);
    const mixed = [{ guard: "a", types: ["X"] }, { guard: "a" }];
    expect(guardPolicySchema.safeParse({ stages: { input: { guards: mixed } } }).success).toBe(false);
    expect(guardPolicySchema.safeParse({ stages: { entry: {} } }).success).toBe(false);
  });

  it("stops when the caller is gone", async () => {
    const gone = new AbortController();
    const check = checkThat("a", () => new Promise<CheckResult>(() => gone.abort()));
    const guard = guardOf({ input: { guards: [{ guard: "a", onError: "allow" }] } }, [check]);
    await expect(guard.check(input("x"), gone.signal)).rejects.toThrow("aborted");
  });
});

/** Checks of others may return anything, whatever their type says. */
const faults: Readonly<Record<string, () => unknown>> = {
  throws: () => {
    throw new Error("a secret of the text");
  },
  rejects: async () => Promise.reject(new Error("a secret of the text")),
  hangs: () => new Promise<CheckResult>(() => undefined),
  "returns nothing": () => undefined,
  "returns no number": () => ({ ...clean, score: Number.NaN }),
  "returns a score above 1": () => ({ ...clean, score: 7 }),
  "returns no spans": () => ({ score: 1 }),
  "returns a span outside of the text": () => ({
    score: 1,
    spans: [{ start: 0, end: 99, type: "X", evidence: "x" }],
  }),
  "returns a span with a score above 1": () => ({
    score: 1,
    spans: [{ start: 0, end: 1, type: "X", evidence: "x", score: 2 }],
  }),
  "returns an empty span": () => ({ score: 1, spans: [{ start: 1, end: 1, type: "X", evidence: "x" }] }),
};

describe.each(GUARD_STAGES)("a guard that fails at the stage %s", (stage) => {
  it.each(Object.entries(faults))("and %s leads to the action of the policy, never to a pass", async (_, fault) => {
    const faulty = checkThat("a", fault as Guard["check"]);
    vi.useFakeTimers();
    try {
      for (const onError of ["block", "review", "allow"] as const) {
        const guard = guardOf({ [stage]: { deadlineMs: 50, guards: [{ guard: "a", onError }] } }, [faulty]);
        const decided = guard.check(input("harmless", stage), never);
        await vi.advanceTimersByTimeAsync(50);
        const { action, verdicts, why } = await decided;
        expect({ action, verdicts }).toMatchObject({
          action: onError,
          verdicts: [{ verdict: "unmeasured", score: 0 }],
        });
        expect(verdicts[0]?.error).toMatch(/^The guard /);
        expect(why).not.toContain("secret");
      }
      const unset = guardOf({ [stage]: { deadlineMs: 50, guards: [{ guard: "a" }] } }, [faulty]);
      const decided = unset.check(input("harmless", stage), never);
      await vi.advanceTimersByTimeAsync(50);
      expect((await decided).action).toBe("block");
    } finally {
      vi.useRealTimers();
    }
  });
});
