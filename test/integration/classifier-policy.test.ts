import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { choosingModel } from "../../src/adapters/onnx/fixtures/choosing-model.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const tokenizer = fileURLToPath(new URL("../../models/evidence-minilm-l6-int8/tokenizer.json", import.meta.url));
let folder: ReturnType<typeof temporaryFolder>;
const at = (...names: string[]) => join(folder.path, ...names);

/** Writes a model that compares the ids of the second and third word of a text: common words have small ids. */
function writeModel(...path: string[]): void {
  mkdirSync(at(...path), { recursive: true });
  copyFileSync(tokenizer, at(...path, "tokenizer.json"));
  writeFileSync(at(...path, "model.onnx"), choosingModel([2, 3]));
  writeFileSync(at(...path, "config.json"), JSON.stringify({ id2label: { 0: "harmless", 1: "complaint" } }));
}

const policyWith = (options: string) =>
  `stages: {input: {guards: [{guard: classifier, action: review, options: ${options}}]}}\n`;
const bad = "the the clinic is closed";
const good = "the clinic the manual";

beforeAll(() => {
  folder = temporaryFolder();
  writeModel("home", "models", "complaints");
  writeFileSync(at("home", "guards.yaml"), policyWith("{folder: ./models/complaints, labels: [complaint]}"));
});
afterAll(() => folder.remove());

describe("a classifier in a policy", () => {
  it("decides about questions by the model beside the policy, and names its version", async () => {
    const guard = { policy: at("home", "guards.yaml") };
    const settings = { search: { mode: "lexical" }, rerank: { model: "off" }, guard } as const;
    const lydian = await openLydian({ store: at("store"), settings });
    try {
      const complaint = await lydian.checkText(bad);
      expect(complaint).toMatchObject({
        verdict: "fail",
        action: "review",
        decidedBy: "classifier",
        verdicts: [
          {
            score: 1,
            threshold: 0.5,
            version: expect.stringMatching(/^complaints-[0-9a-f]{16}$/),
            spans: [{ start: 0, end: bad.length, type: "complaint", evidence: "complaints", score: 1 }],
          },
        ],
      });
      expect(await lydian.checkText(good)).toMatchObject({ verdict: "pass", verdicts: [{ score: 0 }] });
      const [part] = (await lydian.checkText(`${bad} ${good.repeat(200)}`)).verdicts[0]?.spans ?? [];
      expect(part).toMatchObject({ start: 0, type: "complaint" });
      expect(part?.end).toBeLessThan(4_000);
      await lydian.add([{ uri: "memo:clinic", content: "The clinic is closed on Sundays." }]);
      expect(await lydian.ask(good)).toMatchObject({ guard: { outcomes: [{ guard: "classifier", verdict: "pass" }] } });
      expect(await lydian.ask(bad)).toMatchObject({ status: "abstained", reason: "needs-review" });
    } finally {
      await lydian.close();
    }
  });

  it.each([
    [
      "{folder: ./models/nothing, labels: [complaint]}",
      /There is no folder .*home\/models\/nothing \(stage "input" in /,
      /model\.onnx/,
    ],
    ["{folder: ./models, labels: [complaint]}", /has no readable model\.onnx/, /config\.json/],
    ["{folder: ./models/complaints, labels: [complaints]}", /no label "complaints"/, /Did you mean "complaint"\?/],
    ["{folder: unitary/toxic-bert, labels: [toxic]}", /There is no folder .*home\/unitary\/toxic-bert/, /model\.onnx/],
  ])("that is wrong is an error with a hint: %s", async (options, message, hint) => {
    writeFileSync(at("home", "wrong.yaml"), policyWith(options));
    const args = ["guard", "check", "--policy", at("home", "wrong.yaml"), "--store", at("store"), "-"];
    const { code, stdout, stderr } = await runLydian(args, { cwd: folder.path, input: bad });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(hint);
  });

  it("is measured on an evaluation set, with a guard that runs after one that blocks", async () => {
    const guards = `[{guard: phrases, options: {lists: [{type: COMPETITOR, phrases: [Acme]}]}}, {guard: classifier, options: {folder: models/complaints, labels: [complaint]}}]`;
    writeFileSync(at("home", "two.yaml"), `stages: {input: {guards: ${guards}}}\n`);
    const rows = [
      { id: 1, data: `${bad}, Acme`, expected_triggers: { classifier: true, Competitors: true } },
      { id: 2, data: good, expected_triggers: { classifier: true, Competitors: false } },
    ];
    writeFileSync(at("set.jsonl"), rows.map((row) => JSON.stringify(row)).join("\n"));
    const args = ["guard", "evaluate", at("set.jsonl"), "--policy", at("home", "two.yaml"), "--json"];
    const { code, stdout } = await runLydian([...args, "--store", at("store")], { cwd: folder.path });
    expect([code, JSON.parse(stdout)]).toMatchObject([
      0,
      {
        samples: 2,
        triggers: [
          { trigger: "classifier", truePositives: 1, falseNegatives: 1, recall: { value: 0.5 } },
          { trigger: "Competitors", truePositives: 1, trueNegatives: 1, f1: 1 },
        ],
      },
    ]);
  });

  it("counts in a store that was found only once the store is trusted", async () => {
    writeModel("clone", ".lydian", "complaints");
    writeFileSync(at("clone", ".lydian", "guards.yaml"), policyWith("{folder: complaints, labels: [complaint]}"));
    mkdirSync(at("clone", "docs"));
    const check = () =>
      runLydian(["guard", "check", "-"], { cwd: at("clone", "docs"), input: bad, env: { HOME: at("user") } });
    const before = await check();
    expect([before.code, before.stderr]).toEqual([1, expect.stringContaining("has not been trusted")]);
    await runLydian(["trust"], { cwd: at("clone", "docs"), env: { HOME: at("user") } });
    const after = await check();
    expect([after.code, after.stdout]).toEqual([3, expect.stringContaining("complaint (complaints)")]);
  });
});
