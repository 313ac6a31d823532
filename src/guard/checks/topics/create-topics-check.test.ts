import { describe, expect, it } from "vitest";
import { checkAlone, partsOf, repeat } from "../../fixtures/check-alone.ts";
import sentences from "./fixtures/health-development.json" with { type: "json" };
import { topicsGuard } from "./topics-guard.ts";

const check = await topicsGuard.load();
const typesIn = async (text: string) => (await checkAlone(check, text)).spans.map(({ type }) => type);

describe("the guard of topics", () => {
  const { none, ...topics } = sentences;

  it.each(Object.entries(topics))("finds at least nine of ten sentences about %s", async (type, texts) => {
    const found = await Promise.all(texts.map(async (text) => (await typesIn(text)).includes(type)));
    expect(found.filter(Boolean).length / texts.length).toBeGreaterThanOrEqual(0.9);
  });

  it.each(none)("finds no topic in %s", async (text) => {
    expect(await typesIn(text)).toEqual([]);
  });

  it("points to the sentence, and scores by severity", async () => {
    const text = "The practice opens at 8:00. How many ibuprofen can I take a day? See page 3.";
    const result = await checkAlone(check, text);
    expect(partsOf(text, result)).toContain("How many ibuprofen can I take a day?");
    expect(result.score).toBe(0.9);
  });

  it("has rules of your own, with phrases that exclude", async () => {
    const rules = [{ type: "TAX", severity: "low", all: [["tax*"], ["how", "which"]], none: ["taxi"] }];
    const own = await topicsGuard.load({ rules });
    expect((await checkAlone(own, "How are taxes paid?")).score).toBe(0.5);
    expect((await checkAlone(own, "How do I call a taxi?")).score).toBe(0);
    expect((await checkAlone(own, "How many ibuprofen can I take a day?")).score).toBe(0);
    const both = await topicsGuard.load({ rules, health: true });
    expect((await checkAlone(both, "How many ibuprofen can I take a day?")).score).toBe(0.9);
  });

  it("ends on long hostile repetitions, since it reads in linear time", async () => {
    for (const piece of ["how much ", "ibuprofen mg ", "a. ", "do i have "]) {
      await checkAlone(check, repeat(piece), { isRead: false });
    }
  });
});
