import { describe, expect, it } from "vitest";
import type { CalibrationReport } from "../../../core/index.ts";
import type { Lydian } from "../../../library/index.ts";
import { runWith } from "../fixtures/run-with.ts";

const sure = { threshold: 0.8, shown: 60, wrong: 0, coverage: 0.3, wrongRate: 0, upperBound: 0.038 };
const all = { threshold: 0.1, shown: 180, wrong: 40, coverage: 0.9, wrongRate: 40 / 180, upperBound: 0.27 };
const report: CalibrationReport = {
  collection: "handbook",
  calibratedAt: "2026-01-02T03:04:05.678Z",
  maxWrongRate: 0.05,
  certainty: 0.9,
  questions: { total: 200, answerable: 150, generated: 0 },
  chosen: sure,
  leastShown: 45,
  curve: [sure, all],
  outdated: [],
};
const { chosen: _, ...unreached } = report;

describe("lydian calibrate", () => {
  it("passes the file and the numbers to the library, and prints the result", async () => {
    const seen: unknown[] = [];
    const calibrate: Lydian["calibrate"] = async (...call) => {
      seen.push(call);
      return report;
    };
    const line = "calibrate q.jsonl --max-wrong-rate 0.05 --certainty 0.9 --generate 20 --svg c.svg --replace";
    const { out, code } = await runWith(line.split(" "), { calibrate });
    expect(code).toBe(0);
    const options = { maxWrongRate: 0.05, certainty: 0.9, generate: 20, svgFile: "c.svg", replace: true };
    expect(seen).toMatchObject([["q.jsonl", options]]);
    expect(out).toContain("handbook: 200 questions, 50 without an answer");
    expect(out).toMatch(/0\.800\s+30 %\s+60\s+0\s+0 %\s+3\.8 %\s+chosen/);
    expect(out.replace(/\s+/g, " ")).toContain(
      "At most 5 % of these answers are wrong for similar questions, with 90 % certainty.",
    );
  });

  it("prints what is missing if the rate is not reached, and which rate is reachable", async () => {
    const calibrate: Lydian["calibrate"] = async () => ({ ...unreached, reachableRate: 0.2 });
    const { out } = await runWith(["calibrate", "q.jsonl"], { calibrate });
    const told = out.replace(/\s+/g, " ");
    expect(told).toContain(
      "No threshold gives at most 5 % wrong answers with 90 % certainty. That requires at least 45 answers without an error",
    );
    expect(told).toContain("--max-wrong-rate 0.2");
    const few = await runWith(["calibrate"], {
      calibrate: async () => ({ ...unreached, curve: [{ ...sure, shown: 7 }] }),
    });
    expect(few.out).toContain("Too few answers");
  });

  it("prints the number of generated questions, and the changes since the calibration", async () => {
    const outdated = [{ name: "answer.model", before: "extractive", now: "ollama:qwen3" }];
    const calibration: Lydian["calibration"] = async () => ({
      ...report,
      outdated,
      questions: { ...report.questions, generated: 20 },
    });
    const told = (await runWith(["calibrate", "--show"], { calibration })).out.replace(/\s+/g, " ");
    expect(told).toContain("20 of them made from the documents");
    expect(told).toContain("answer.model (extractive, now ollama:qwen3)");
  });

  it("reports a missing calibration, and removes an existing one", async () => {
    const none = await runWith(["calibrate", "--show"], { calibration: async () => undefined });
    expect([none.code, none.err]).toEqual([2, expect.stringContaining("The collection has no calibration.")]);
    const { out } = await runWith(["calibrate", "--forget"], { forgetCalibration: async () => true });
    expect(out).toContain("calibration removed");
  });

  it("prints the report as JSON", async () => {
    const { out } = await runWith(["calibrate", "--json"], { calibrate: async () => report });
    expect(JSON.parse(out)).toEqual(report);
  });
});
