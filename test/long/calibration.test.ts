import { join } from "node:path";
import { openLydian } from "lydian";
import { afterAll, describe, expect, it } from "vitest";
import { handbook } from "../fixtures/handbook.ts";
import { temporaryFolder } from "../run-lydian.ts";

const questions = join(import.meta.dirname, "../../examples/handbook-questions.jsonl");

describe("a calibration with all questions of the handbook", () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it("finds a threshold, and answers most questions at the lowest one", async () => {
    const settings = { rerank: { budgetMs: 600_000 } };
    const lydian = await openLydian({ store: join(folder.path, "store"), settings });
    await lydian.add(handbook);
    const report = await lydian.calibrate(questions, { maxWrongRate: 0.3 });
    await lydian.close();
    expect(report.questions).toMatchObject({ total: 74, generated: 0 });
    expect(report.questions.answerable).toBeLessThan(74);
    expect(report.chosen?.upperBound).toBeLessThanOrEqual(0.3);
    expect(report.curve.at(-1)?.shown).toBeGreaterThan(50);
  });
});
