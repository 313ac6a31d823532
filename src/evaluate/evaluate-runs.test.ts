import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { never } from "../core/index.ts";
import { evaluateRuns } from "./evaluate-runs.ts";

const signal = never;
let folder: string;
let run: string;
let otherRun: string;

/** q3 has no relevant document, no run has q4, and the id "h i" has a space, which a run must encode. */
const qrels = `query-id\tcorpus-id\tscore
q1\ta\t2
q1\tb\t1
q1\tc\t0
q1\td\t1
q2\th i\t1
q3\tf\t0
q4\tg\t1
`;
/** Run whose order for q1 is x, b, c, a, d by trec_eval's rules. Neither x nor q9 is judged. */
const first = `q1 Q0 b 1 3.0 one
q1 Q0 x 2 3.0 one
q1 Q0 a 3 2.5 one
q1 Q0 c 4 2.5 one
q1 Q0 d 5 1 one
q2 Q0 z 1 0.2 one
q2 Q0 h%20i 2 0.1 one
q3 Q0 f 1 7 one
q9 Q0 a 1 7 one
`;
const other = "q1 Q0 a 1 9 two\nq1 Q0 b 2 8 two\nq2 Q0 h%20i 1 1 two\n";

const q1 = {
  "nDCG@10": (1 / Math.log2(3) + 2 / Math.log2(5) + 1 / Math.log2(6)) / (2 + 1 / Math.log2(3) + 1 / Math.log2(4)),
  "recall@100": 1,
  MRR: 1 / 2,
  MAP: (1 / 2 + 2 / 4 + 3 / 5) / 3,
};
const q2 = { "nDCG@10": 1 / Math.log2(3), "recall@100": 1, MRR: 1 / 2, MAP: 1 / 2 };
const otherQ1 = {
  "nDCG@10": (2 + 1 / Math.log2(3)) / (2 + 1 / Math.log2(3) + 1 / 2),
  "recall@100": 2 / 3,
  MRR: 1,
  MAP: 2 / 3,
};
const names = ["nDCG@10", "recall@100", "MRR", "MAP"] as const;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "runs-"));
  run = join(folder, "first.run");
  otherRun = join(folder, "other.run");
  await writeFile(join(folder, "qrels.tsv"), qrels);
  await writeFile(run, first);
  await writeFile(otherRun, other);
});
afterEach(() => rm(folder, { recursive: true }));

describe("evaluateRuns", () => {
  it("measures like trec_eval: judged queries in the run, and 0 without relevant documents", async () => {
    const report = await evaluateRuns({ beir: folder, run }, signal);
    expect(report).toMatchObject({ dataset: basename(folder), runs: [{ run, queries: 3, missingQueries: 1 }] });
    expect(report.comparison).toBeUndefined();
    for (const name of names) expect(report.runs[0]?.metrics[name].value).toBeCloseTo((q1[name] + q2[name]) / 3, 12);
  });

  it("counts missing queries as 0 if requested, like trec_eval -c", async () => {
    const { runs } = await evaluateRuns({ beir: folder, run, complete: true }, signal);
    expect(runs[0]?.queries).toBe(4);
    for (const name of names) expect(runs[0]?.metrics[name].value).toBeCloseTo((q1[name] + q2[name]) / 4, 12);
  });

  it("compares two runs over their common queries, the second minus the first", async () => {
    const { runs, comparison } = await evaluateRuns({ beir: folder, run, otherRun }, signal);
    expect(runs.map((one) => one.queries)).toEqual([3, 2]);
    expect(comparison?.queries).toBe(2);
    for (const name of names) {
      const { value, interval, p } = comparison?.metrics[name] ?? { value: Number.NaN, interval: [0, 0], p: 0 };
      const q2Gain = name === "recall@100" ? 0 : 1 - q2[name];
      expect(value).toBeCloseTo((otherQ1[name] - q1[name] + q2Gain) / 2, 12);
      expect(interval[0]).toBeLessThanOrEqual(value);
      expect(interval[1]).toBeGreaterThanOrEqual(value);
      // Two queries have four assignments of signs. If both gained, two assignments have a mean at least as far from 0.
      expect(p).toBeGreaterThan(name === "recall@100" ? 0.99 : 0.45);
    }
    const complete = await evaluateRuns({ beir: folder, run, otherRun, complete: true }, signal);
    expect(complete.comparison?.queries).toBe(4);
  });

  it("rejects a run without judged queries, and runs without a common one", async () => {
    await writeFile(otherRun, "q9 Q0 a 1 1 two\n");
    const unjudged = { code: "invalid-data", message: expect.stringContaining("No query of the run") };
    await expect(evaluateRuns({ beir: folder, run: otherRun }, signal)).rejects.toMatchObject(unjudged);
    await writeFile(otherRun, "q4 Q0 g 1 1 two\n");
    const apart = { code: "invalid-data", message: "No judged query is in both runs." };
    await expect(evaluateRuns({ beir: folder, run, otherRun }, signal)).rejects.toMatchObject(apart);
  });
});
