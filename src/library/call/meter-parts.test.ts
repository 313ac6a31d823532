import { describe, expect, it } from "vitest";
import { createWorkBudget, type GuardStage, type GuardVerdict, never, type Verifier } from "../../core/index.ts";
import { createAnalyzer } from "../../engine/text/index.ts";
import { guardThat } from "../../guard/fixtures/guard-that.ts";
import { meterAnalyzer, meterGuard, meterVerifier } from "./meter-parts.ts";

const verdict: GuardVerdict = {
  guard: "secrets",
  version: "1",
  verdict: "pass",
  action: "allow",
  score: 0,
  threshold: 0.5,
  spans: [],
  durationMs: 0,
};
const text = "The pump in hall 3 was checked.";
const tooComplex = { code: "query-too-complex" };

describe("a metered guard", () => {
  const guard = guardThat(() => ({ verdicts: [verdict, verdict] }));
  const check = (work = createWorkBudget(never), checked = text, stage: GuardStage = "retrieval") =>
    meterGuard(guard, work).check({ stage, text: checked, origin: "user" }, never);

  it("spends for each character and each guard that measured it", async () => {
    const work = createWorkBudget(never);
    expect(await check(work)).toMatchObject({ action: "allow", text, verdicts: [verdict, verdict] });
    expect(work.spent).toBe(text.length * 2 * 20);
  });

  it("spends for the beginning of a long text only, since the rest is measured elsewhere", async () => {
    const work = createWorkBudget(never);
    await check(work, "a".repeat(1_000_000));
    expect(work.spent).toBe(4_000 * 2 * 20);
  });

  it("spends nothing for documents being added and for what a language model reads and writes", async () => {
    const work = createWorkBudget(never, 0);
    for (const stage of ["ingest", "prompt", "stream"] as const) await check(work, text, stage);
    expect(work.spent).toBe(0);
  });

  it("checks no text for which no work is left", async () => {
    const checked: unknown[] = [];
    const counting = guardThat((request) => {
      checked.push(request);
      return {};
    });
    const request = { stage: "retrieval", text, origin: "user" } as const;
    const metered = meterGuard(counting, createWorkBudget(never, text.length * 20 - 1));
    await expect(metered.check(request, never)).rejects.toMatchObject(tooComplex);
    expect(checked).toEqual([]);
  });

  it("lets no text pass once the request has taken all its work", async () => {
    const work = createWorkBudget(never, text.length * 2 * 20 - 1);
    await expect(check(work)).rejects.toMatchObject(tooComplex);
  });
});

describe("a metered verifier", () => {
  const verified: unknown[] = [];
  const verifier: Verifier = {
    id: "plain",
    verify: async (claim) => {
      verified.push(claim);
      return { verdict: "supported", why: "It is quoted word for word." };
    },
  };
  const claim = { sentence: text, evidence: [text, "Also this."] };
  const steps = (2 * text.length + 10) * 20;

  it("spends for each character of a sentence and of its evidence", async () => {
    const work = createWorkBudget(never);
    expect((await meterVerifier(verifier, work).verify(claim, never)).verdict).toBe("supported");
    expect(work.spent).toBe(steps);
  });

  it("leaves a sentence unmeasured once the request has taken all its work, without reading it", async () => {
    verified.length = 0;
    const work = createWorkBudget(never, steps - 1);
    const outcome = await meterVerifier(verifier, work).verify(claim, never);
    expect(outcome).toEqual({ verdict: "unmeasured", why: expect.stringContaining("took all the work") });
    expect(verified).toEqual([]);
  });
});

describe("a metered analyzer", () => {
  const analyzer = createAnalyzer();

  it("spends for each character, and finds the same terms", () => {
    const work = createWorkBudget(never);
    expect(meterAnalyzer(analyzer, work).analyze(text, "en")).toEqual(analyzer.analyze(text, "en"));
    expect(work.spent).toBe(text.length * 2);
  });

  it("stops a text once the request has taken all its work", () => {
    const metered = meterAnalyzer(analyzer, createWorkBudget(never, text.length * 2 - 1));
    expect(() => metered.analyze(text, "en")).toThrow(expect.objectContaining(tooComplex));
  });
});
