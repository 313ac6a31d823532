import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { guardPolicySchema } from "../../core/schemas/index.ts";
import { createGuard } from "../create-guard.ts";
import type { Guard } from "../guard.ts";
import { parseGuardPolicy } from "../policy/parse-guard-policy.ts";
import type { GuardJudge, JudgeRequest } from "./ask-judge.ts";

const question = "Does the text threaten somebody?";

/** A judge that notes what it is asked. */
function judgeThat(answer: (request: JudgeRequest) => boolean | Promise<boolean>) {
  const asked: JudgeRequest[] = [];
  const judge: GuardJudge = {
    ask: async (request) => {
      asked.push(request);
      return answer(request);
    },
  };
  return { judge, asked };
}

interface Case {
  readonly score: number;
  readonly judge?: GuardJudge | undefined;
  readonly rule?: Readonly<Record<string, unknown>>;
  readonly text?: string;
}

/** Opens a guard with one rule whose check gives every text the same score, with one place. */
function open({ score, judge, rule = {} }: Omit<Case, "text">) {
  const check: Guard = {
    id: "threats",
    version: "1",
    cost: "rules",
    threshold: 0.5,
    check: ({ text }) => ({ score, spans: [{ start: 0, end: text.length, type: "THREAT", evidence: "rule" }] }),
  };
  const guards = [{ guard: "threats", judge: { question }, action: "redact", ...rule }];
  const policy = guardPolicySchema.parse({ stages: { input: { guards } } });
  return createGuard({ policy, checks: [check], clock: { monotonicMs: () => 0 }, judge });
}

const check = ({ text = "Wait until I see you.", ...given }: Case) =>
  open(given).check({ stage: "input", origin: "user", text }, never);

describe("a judge of uncertain scores", () => {
  it("decides about a score inside the band, and the score stays that of the guard", async () => {
    const { judge } = judgeThat(() => true);
    const decision = await check({ score: 0.45, judge });
    expect(decision).toMatchObject({ action: "redact", text: "[THREAT]", decidedBy: "threats" });
    expect(decision.verdicts).toMatchObject([{ verdict: "fail", score: 0.45, threshold: 0.5, judge: "yes" }]);
    const mild = await check({ score: 0.55, judge: judgeThat(() => false).judge });
    expect(mild).toMatchObject({
      action: "allow",
      verdicts: [{ verdict: "pass", score: 0.55, spans: [], judge: "no" }],
    });
  });

  it("is never asked about a score outside the band, whatever the band is", async () => {
    const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
    await fc.assert(
      fc.asyncProperty(share, share, share, async (score, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const { judge, asked } = judgeThat(() => true);
        const { verdicts } = await check({ score, judge, rule: { judge: { question, low, high } } });
        const isInside = score >= low && score <= high;
        expect(asked).toHaveLength(isInside ? 1 : 0);
        expect(verdicts[0]?.verdict).toBe(isInside || score >= 0.5 ? "fail" : "pass");
        expect(verdicts[0]?.judge).toBe(isInside ? "yes" : undefined);
      }),
    );
  });

  it("gets the text and the question of the policy, once for the same text", async () => {
    const { judge, asked } = judgeThat(() => true);
    const guard = open({ score: 0.5, judge });
    const request = { stage: "input", origin: "user", text: "Wait." } as const;
    expect(await guard.check(request, never)).toEqual(await guard.check(request, never));
    await guard.check({ ...request, text: "Go." }, never);
    expect(asked).toEqual([
      { text: "Wait.", question },
      { text: "Go.", question },
    ]);
  });

  it("leaves it to the score where there is no judge, or the text is too long for it, and the verdict says so", async () => {
    expect(await check({ score: 0.45 })).toMatchObject({ verdicts: [{ verdict: "pass", judge: "no-model" }] });
    expect(await check({ score: 0.55 })).toMatchObject({ verdicts: [{ verdict: "fail", judge: "no-model" }] });
    const { judge, asked } = judgeThat(() => false);
    const long = await check({ score: 0.55, judge, text: "a".repeat(20_001) });
    expect([asked, long.verdicts]).toMatchObject([[], [{ verdict: "fail", judge: "too-long" }]]);
  });

  it.each(["block", "review", "allow"] as const)(
    "that fails leads to the action %s of the rule for errors",
    async (onError) => {
      const secret = "Meet me at the bridge.";
      const failures = [() => Promise.reject(new Error(secret)), () => new Promise<boolean>(() => undefined)];
      for (const fail of failures) {
        const guards = [{ guard: "threats", judge: { question }, onError }];
        const policy = guardPolicySchema.parse({ stages: { input: { deadlineMs: 20, guards } } });
        const certain: Guard = {
          id: "threats",
          version: "1",
          cost: "rules",
          threshold: 0.5,
          check: () => ({ score: 0.5, spans: [] }),
        };
        const judge = { ask: fail };
        const guard = createGuard({ policy, checks: [certain], clock: { monotonicMs: () => 0 }, judge });
        const decision = await guard.check({ stage: "input", origin: "user", text: secret }, never);
        expect(decision).toMatchObject({ action: onError, verdicts: [{ verdict: "unmeasured", spans: [] }] });
        expect(JSON.stringify(decision.verdicts)).not.toContain("bridge");
      }
    },
  );

  it("is asked again after it has failed", async () => {
    let calls = 0;
    const judge = { ask: async () => (++calls === 1 ? Promise.reject(new Error("down")) : false) };
    const guard = open({ score: 0.5, judge });
    const request = { stage: "input", origin: "user", text: "Wait." } as const;
    expect(await guard.check(request, never)).toMatchObject({
      verdicts: [{ verdict: "unmeasured", error: "The judge failed." }],
    });
    expect(await guard.check(request, never)).toMatchObject({ verdicts: [{ verdict: "pass", judge: "no" }] });
  });
});

describe("a judge in a policy", () => {
  const policyOf = (stage: string, judge: string) =>
    `stages:\n  ${stage}:\n    guards:\n      - guard: toxicity\n        judge: ${judge}\n`;

  it("decides from 0.4 to 0.6 by default", async () => {
    const policy = await parseGuardPolicy(policyOf("input", "{question: Is it rude?}"));
    expect(policy.stages.input?.guards[0]?.judge).toEqual({ question: "Is it rude?", low: 0.4, high: 0.6 });
  });

  it.each([
    ["input", "{question: a, low: 0.7, high: 0.6}", /`low` that is not above `high`/, /./],
    [
      "input",
      "{question: a, hihg: 1}",
      /no key "stages\.input\.guards\.0\.judge\.hihg" \(in .*line 5\)/,
      /Did you mean "high"/,
    ],
    ["input", "{low: 0.5}", /judge\.question" is not valid/, /./],
    ["prompt", "{question: a}", /cannot decide at the stage "prompt" \(in .*line 5\)/, /./],
    ["stream", "{question: a}", /cannot decide at the stage "stream"/, /./],
  ])("is refused at the stage %s as %s", async (stage, judge, message, hint) => {
    await expect(parseGuardPolicy(policyOf(stage, judge))).rejects.toMatchObject({
      code: "invalid-settings",
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });
});
