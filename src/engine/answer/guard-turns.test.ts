import { describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { guardThat } from "../../guard/fixtures/guard-that.ts";
import { guardTurns } from "./guard-turns.ts";

const guard = guardThat(({ text }) => (text.includes("forbidden") ? { action: "block" } : undefined));
const hear = (turns: Parameters<typeof guardTurns>[1]) => guardTurns({ guard, emit: () => undefined }, turns, never);

describe("turns that a caller reports", () => {
  it("are rewritten to stand alone, each after the one before", async () => {
    const heard = await hear([
      { question: "When is the front desk open on Saturday?", answer: "From 9:00." },
      { question: "And on Sundays?" },
    ]);
    expect(heard).toEqual([
      { question: "When is the front desk open on Saturday?", answer: "From 9:00." },
      { question: "When is the front desk open on Sundays?" },
    ]);
  });

  it("are dropped if a guard stops the question, and lose an answer that it stops", async () => {
    expect(await hear([{ question: "forbidden" }, { question: "Why?", answer: "forbidden" }])).toEqual([
      { question: "Why?" },
    ]);
  });
});
