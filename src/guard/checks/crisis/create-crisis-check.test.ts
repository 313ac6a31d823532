import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listCrisisSentences } from "../../../../bench/guards/crisis-sentences.ts";
import { never } from "../../../core/index.ts";
import { guardPolicySchema } from "../../../core/schemas/index.ts";
import { createGuard } from "../../create-guard.ts";
import { crisisGuard } from "./crisis-guard.ts";
import { helpRegions } from "./describe-help.ts";
import { findCrisis } from "./find-crisis.ts";

const policy = guardPolicySchema.parse({ stages: { input: { guards: [{ guard: "crisis", action: "review" }] } } });

/** Asks the guard about a question. */
function ask(text: string, region?: string) {
  const checks = [crisisGuard(region)];
  return createGuard({ policy, checks, clock: { monotonicMs: () => 0 } }).check(
    { stage: "input", origin: "user", text },
    never,
  );
}

describe("the guard of a crisis", () => {
  it.each(listCrisisSentences("tune").filter(({ isCrisis }) => isCrisis))("finds: $text", ({ text }) => {
    expect(findCrisis(text)).not.toEqual([]);
  });

  it.each(listCrisisSentences("tune").filter(({ isCrisis }) => !isCrisis))("answers as always: $text", ({ text }) => {
    expect(findCrisis(text)).toEqual([]);
  });

  it("finds most sentences that the rules were not written for, and no harmless one", () => {
    const wrong = listCrisisSentences("report").filter(
      ({ text, isCrisis }) => findCrisis(text).length > 0 !== isCrisis,
    );
    expect(wrong.filter(({ isCrisis }) => !isCrisis)).toEqual([]);
    expect(wrong.length).toBeLessThanOrEqual(6);
  });

  it("says where to find help in the region and in the language of the question", async () => {
    expect((await ask("I want to kill myself", "us")).help).toContain("call 911 now. Someone to talk to: 988");
    expect((await ask("I want to kill myself", "de")).help).toContain("call 112 now");
    expect((await ask("Ich will nicht mehr leben", "de")).help).toContain("0800 111 0 111");
    expect((await ask("I want to kill myself", "eu")).help).toContain("call 112 now. Find someone to talk to: findah");
    for (const region of [undefined, "zz"])
      expect((await ask("I want to kill myself", region)).help).toContain("your local emergency number");
    expect(await ask("When do you open?", "us")).not.toHaveProperty("help");
  });

  it.each(helpRegions)("knows an emergency number of %s", async (region) => {
    expect((await ask("I want to kill myself", region)).help).toMatch(/call (?:\d{3}) now\. .*findahelpline\.com/);
  });

  it("names the place and the rule, and never the words", async () => {
    const text = "Hello. I want to kill myself";
    const { verdicts, action } = await ask(text);
    expect(action).toBe("review");
    const [span] = verdicts[0]?.spans ?? [];
    expect(text.slice(span?.start, span?.end)).toBe("kill myself");
    expect(span).toMatchObject({ type: "crisis", evidence: "kill-myself" });
  });

  it.each(["I want to ki\u200Bll my\u200Bself", "i want to k1ll mys3lf", "I don’t want to live any more"])(
    "reads through disguises: %s",
    async (text) => {
      expect((await ask(text)).action).toBe("review");
    },
  );

  it("finds places within any text", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom("I want to", " die", " myself", "kill", " I "),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        for (const { start, end } of findCrisis(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  it.each(["i want to ", "i ", "my friend ", "how many pills ", "ich will ", "a ", "i'm i'm ", "no one would "])(
    "reads a long run of %j in time that grows with its length only",
    (run) => {
      const measure = (length: number) => {
        const text = run.repeat(length / run.length);
        const start = process.cpuUsage();
        findCrisis(text);
        const { user, system } = process.cpuUsage(start);
        return user + system;
      };
      // A busy machine adds time to some runs. Quadratic time would be 64 times that of the small text, in every run.
      const fastestOf = (length: number) => Math.min(...Array.from({ length: 3 }, () => measure(length)));
      const small = fastestOf(8_000);
      expect(fastestOf(64_000)).toBeLessThan(Math.max(small, 2_000) * 24);
    },
  );
});
