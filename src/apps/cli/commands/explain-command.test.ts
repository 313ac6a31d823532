import { describe, expect, it } from "vitest";
import type { ChunkStanding, PassageExplanation } from "../../../core/index.ts";
import type { Lydian } from "../../../library/index.ts";
import { document } from "../fixtures/fake-lydian.ts";
import { runWith } from "../fixtures/run-with.ts";

const chunk = (number: number, rank: number): ChunkStanding => ({
  chunkId: `c${number}`,
  span: { start: number * 100, end: number * 100 + 50 },
  headingPath: ["Fees"],
  text: `Passage ${number} of the fees.`,
  stages: [
    { stage: "words", rank, score: 2.5, parts: [{ label: "body: fee", value: 2.5 }], depth: 100 },
    { stage: "vectors", parts: [], depth: 100 },
  ],
  outcome: { kind: "below-depth", message: "It ranks too low to be looked at." },
});

const told: PassageExplanation = {
  query: "fee?",
  collection: "default",
  document,
  hits: 10,
  chunks: [chunk(0, 300), chunk(1, 90), chunk(2, 400), chunk(3, 200), chunk(4, 500)],
  warnings: [{ code: "vectors-incomplete", message: "Some wait." }],
};

async function run(args: readonly string[]) {
  const asked: unknown[] = [];
  const explain: Lydian["explain"] = async (...call) => {
    asked.push(call);
    return told;
  };
  return { asked, ...(await runWith(args, { explain })) };
}

describe("lydian explain", () => {
  it("prints the best three passages in reading order, with their ranks and why they are not hits", async () => {
    const { code, out, err } = await run(["explain", "fee?", "fees.md"]);
    expect(code).toBe(0);
    expect(out.match(/Passage \d/g)).toEqual(["Passage 0", "Passage 1", "Passage 3"]);
    expect(out).toContain("Fees › 100-150");
    expect(out).toContain("not shown: It ranks too low");
    expect(out).toContain("words:     rank 90, score 2.5000\n  vectors:   not found");
    expect(out).toContain("rank 200, score 2.5000, below the first 100, which are considered");
    expect(out).toContain("2 more passages rank below these");
    expect(err).toContain("Some wait.");
  });

  it("prints every passage with --all, and JSON with --json", async () => {
    expect((await run(["explain", "fee?", "fees.md", "--all"])).out.match(/Passage \d/g)).toHaveLength(5);
    expect(JSON.parse((await run(["explain", "fee?", "fees.md", "--json"])).out)).toEqual(told);
  });

  it("passes the span and every option to the library", async () => {
    const args = ["--where", "year = 1", "--limit", "3", "--mode", "lexical", "--rerank"];
    const { asked } = await run(["explain", "fee?", "C:/fees.md:12-40", ...args]);
    const options = { span: { start: 12, end: 40 }, where: "year = 1", limit: 3, mode: "lexical", rerank: true };
    expect(asked).toEqual([["fee?", "C:/fees.md", expect.objectContaining(options)]]);
    expect((await run(["explain", "fee?", "http://x.example:80/a.md"])).asked).toMatchObject([
      ["fee?", "http://x.example:80/a.md", {}],
    ]);
  });

  it("rejects an empty span", async () => {
    const { code, err } = await run(["explain", "fee?", "fees.md:40-40"]);
    expect(code).toBe(2);
    expect(err).toContain("a < b");
  });
});
