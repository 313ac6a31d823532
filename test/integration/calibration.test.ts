import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CalibrationReport, type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyHandbookStore } from "../fixtures/handbook.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const folder = temporaryFolder();
const at = (...names: string[]) => join(folder.path, ...names);
const examples = join(import.meta.dirname, "../../examples");
/** Distance of the lines that are asked. `test/long/calibration.test.ts` asks all of them. */
const STEP = 4;
const question = "When is the clinic open on Saturday?";
let lydian: Lydian;
let report: CalibrationReport;

const open = (answer = {}) => openLydian({ store: at("store"), settings: { answer, rerank: { budgetMs: 600_000 } } });

beforeAll(async () => {
  copyHandbookStore(at("store"));
  const lines = readFileSync(join(examples, "handbook-questions.jsonl"), "utf8").trim().split("\n");
  writeFileSync(at("questions.jsonl"), lines.filter((_, index) => index % STEP === 0).join("\n"));
  lydian = await open();
  report = await lydian.calibrate(at("questions.jsonl"), { maxWrongRate: 0.3, svgFile: at("curve.svg") });
});
afterAll(async () => {
  await lydian.close();
  folder.remove();
});

describe("a calibration", () => {
  it("answers the questions of a file, and finds the confidence above which it keeps the promised rate", () => {
    expect(report.questions).toMatchObject({ total: 19, answerable: 15, generated: 0 });
    expect(report.chosen?.upperBound).toBeLessThanOrEqual(0.3);
    expect(report.curve.at(-1)?.shown).toBeGreaterThan(12);
    expect(readFileSync(at("curve.svg"), "utf8")).toContain("<svg");
  });

  it("applies to the next answers: less certain ones are not shown, and another rate needs no second run", async () => {
    expect(await lydian.calibration()).toEqual({ ...report, outdated: [] });
    expect((await lydian.status()).collections[0]?.calibration).toMatchObject({ isOutdated: false, maxWrongRate: 0.3 });
    const shown = await lydian.ask(question);
    expect(shown.warnings.map(({ code }) => code)).not.toContain("calibration-outdated");
    const strict = await open({ maxWrongRate: 0.001 });
    const withheld = await strict.ask(question);
    await strict.close();
    expect(withheld).toMatchObject({ status: "abstained", reason: "below-threshold" });
    expect(withheld.warnings.map(({ code }) => code)).toContain("wrong-rate-unreachable");
  });

  it("is not used if the settings name a threshold for the collection", async () => {
    const own = await open({ byCollection: { default: { threshold: 0 } }, maxWrongRate: 0.001 });
    expect(await own.ask(question)).toMatchObject({ status: "grounded" });
    await own.close();
  });

  it("is outdated when settings or documents change, says so everywhere, and can be repeated with its own questions", async () => {
    const other = await open({ maxSentences: 1 });
    const told = await other.ask(question);
    await other.close();
    expect(told.warnings.find(({ code }) => code === "calibration-outdated")?.message).toContain("answer.maxSentences");
    await lydian.add([{ uri: "notice:new", content: "The new room is painted green." }]);
    expect((await lydian.status()).collections[0]?.calibration?.isOutdated).toBe(true);
    const { stdout } = await runLydian(["doctor", "--store", at("store")], { cwd: folder.path });
    expect(stdout).toContain("have changed since it was made");
    const again = await lydian.calibrate();
    expect(again).toMatchObject({ maxWrongRate: 0.3, questions: { total: 19 }, outdated: [] });
  });

  it("generates questions from the documents, about half of them without an answer, and marks them", async () => {
    const made = await lydian.calibrate([{ question, answers: ["9:00"] }], { generate: 6, maxWrongRate: 0.1 });
    expect(made.questions).toMatchObject({ total: 7, generated: 6 });
    expect(made.questions.answerable).toBeLessThan(6);
    expect((await lydian.calibrate(undefined, { generate: 3 })).questions).toMatchObject({ total: 4, generated: 3 });
  });

  it("changes nothing when it is stopped", async () => {
    const before = await lydian.calibration();
    const controller = new AbortController();
    const stop = lydian.on(({ type }) => type === "questions-answered" && controller.abort(new Error("enough")));
    await expect(lydian.calibrate(undefined, { signal: controller.signal })).rejects.toThrow("enough");
    stop();
    expect(await lydian.calibration()).toEqual(before);
  });

  it("can be removed; a collection with a maximum wrong rate then warns", async () => {
    expect(await lydian.forgetCalibration()).toBe(true);
    expect(await lydian.forgetCalibration()).toBe(false);
    expect(await lydian.calibration()).toBeUndefined();
    await expect(lydian.calibrate()).rejects.toMatchObject({ code: "invalid-argument" });
    const wanting = await open({ maxWrongRate: 0.1 });
    expect((await wanting.ask(question)).warnings.map(({ code }) => code)).toContain("calibration-missing");
    await wanting.close();
    expect(existsSync(at("store", "state.db"))).toBe(true);
  });
});
