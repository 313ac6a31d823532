import { describe, expect, it } from "vitest";
import { renderGuardBench } from "./render-guard-bench.ts";

describe("the report of the guards", () => {
  it("prints each measure with its interval and its goal", () => {
    const measure = { guard: "crisis", data: "our sentences", measure: "recall", value: 0.5, low: 0.4, high: 0.6 };
    const lines = renderGuardBench({
      measures: [{ ...measure, goal: 0.6, reached: false }, { ...measure, goal: 0.5, reached: true }, measure],
      latencies: [{ guard: "all", p50: 1.234, p95: 5 }],
      faults: [{ fault: "throws", trials: 200, blocked: 200 }],
    });
    const rows = lines.map((line) => line.replaceAll(/ +/g, " ").trim());
    expect(rows).toContain("crisis 0.5000 0.4000 to 0.6000 0.6 missed recall, our sentences");
    expect(rows).toContain("crisis 0.5000 0.4000 to 0.6000 0.5 reached recall, our sentences");
    expect(rows).toContain("crisis 0.5000 0.4000 to 0.6000 recall, our sentences");
    expect(rows).toContain("1.23 5.00 all");
    expect(rows).toContain("200 200 throws");
  });
});
