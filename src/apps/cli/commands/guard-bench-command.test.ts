import { describe, expect, it, vi } from "vitest";
import { fakeTerminal } from "../fixtures/fake-terminal.ts";
import { runWith } from "../fixtures/run-with.ts";
import { renderGuardBench } from "../render/render-guard-bench.ts";

describe("lydian guard bench", () => {
  it("says what is missing without data sets, and exits with 2", async () => {
    vi.stubEnv("LYDIAN_DATA", "");
    const { code, out, err } = await runWith(["guard", "bench"], {});
    vi.unstubAllEnvs();
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("LYDIAN_DATA is not set");
    expect(err).toContain("injection, toxicity");
  });

  it("says what is missing in a folder without them", async () => {
    vi.stubEnv("LYDIAN_DATA", "/nowhere");
    const { code, err } = await runWith(["guard", "bench"], {});
    vi.unstubAllEnvs();
    expect(code).not.toBe(0);
    expect(err).toContain("/nowhere/pii");
  });

  it("prints each measure with its interval and its goal", () => {
    const measure = { guard: "crisis", data: "our sentences", measure: "recall", value: 0.5, low: 0.4, high: 0.6 };
    const lines = renderGuardBench(
      {
        measures: [{ ...measure, goal: 0.6, reached: false }, { ...measure, goal: 0.5, reached: true }, measure],
        latencies: [{ guard: "all", p50: 1.234, p95: 5 }],
        faults: [{ fault: "throws", trials: 200, blocked: 200 }],
      },
      fakeTerminal().out,
    );
    const rows = lines.map((line) => line.replaceAll(/ +/g, " ").trim());
    expect(rows).toContain("crisis 0.5000 0.4000 to 0.6000 0.6 missed recall, our sentences");
    expect(rows).toContain("crisis 0.5000 0.4000 to 0.6000 0.5 reached recall, our sentences");
    expect(rows).toContain("crisis 0.5000 0.4000 to 0.6000 recall, our sentences");
    expect(rows).toContain("1.23 5.00 all");
    expect(rows).toContain("200 200 throws");
  });
});
