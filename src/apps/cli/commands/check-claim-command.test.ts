import { describe, expect, it } from "vitest";
import type { CheckClaimOptions, ClaimReport } from "../../../library/index.ts";
import { runWith } from "../fixtures/run-with.ts";

const evidence: ClaimReport["evidence"][number] = {
  verdict: "contradicted",
  why: "It says 25; the source says 15.",
  decidedBy: "facts",
  documentId: "d1",
  title: "Keys",
  uri: "memo:keys",
  contentHash: "0".repeat(64),
  headingPath: ["Keys", "Lost"],
  quotes: [{ span: { start: 0, end: 21 }, quote: "A lost key costs €15.", location: { page: 2, boxes: [] } }],
};
const report: ClaimReport = {
  claim: "A lost key costs €25.",
  collection: "default",
  verdict: "contradicted",
  why: evidence.why,
  decidedBy: "facts",
  evidence: [evidence],
  warnings: [],
};

describe("lydian check-claim", () => {
  it("prints the verdict with the deciding place, and exits with 3 unless the claim is supported", async () => {
    const asked: unknown[] = [];
    const checkClaim = async (claim: string, options?: CheckClaimOptions) => {
      asked.push([claim, options?.passages, options?.where]);
      return report;
    };
    const args = ["check-claim", "A lost key", "costs €25.", "--passages", "3", "--where", "year = 2025"];
    const { code, out } = await runWith(args, { checkClaim });
    expect(asked).toEqual([["A lost key costs €25.", 3, "year = 2025"]]);
    expect(code).toBe(3);
    expect(out).toBe(
      "contradicted: It says 25; the source says 15.\n\nKeys — Lost, page 2 (contradicted)\n    memo:keys\n    “A lost key costs €15.”\n    It says 25; the source says 15.",
    );
    const supported = { ...report, verdict: "supported" } as const;
    const json = await runWith(["check-claim", "x", "--json"], { checkClaim: async () => supported });
    expect([json.code, JSON.parse(json.out)]).toEqual([0, supported]);
  });
});
