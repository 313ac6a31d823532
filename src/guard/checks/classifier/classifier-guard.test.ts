import { describe, expect, it } from "vitest";
import { type ClassifiedPart, ModelUnavailableError, never, type TextClassifier } from "../../../core/index.ts";
import { guardPolicySchema } from "../../../core/schemas/index.ts";
import { createGuard } from "../../create-guard.ts";
import { checkRuleOptions } from "../../policy/check-rule-options.ts";
import { classifierGuard } from "./classifier-guard.ts";

type Probabilities = Readonly<Record<string, number>>;

/** A model that reads each line alone, and gives it the probabilities of the first word that it knows. */
function modelOf(words: Readonly<Record<string, Probabilities>>, labels: readonly string[], isMultiLabel = false) {
  const classify = async (text: string): Promise<readonly ClassifiedPart[]> => {
    let start = 0;
    return text.split("\n").map((line) => {
      const part = { start, end: start + line.length };
      start = part.end + 1;
      const [, known = {}] = Object.entries(words).find(([word]) => line.includes(word)) ?? [];
      return { ...part, probabilities: labels.map((label) => known[label] ?? 0) };
    });
  };
  const model: TextClassifier = {
    id: "tiny",
    fingerprint: "0123",
    labels,
    isMultiLabel,
    classify,
    close: async () => undefined,
  };
  return model;
}

const insults = modelOf(
  {
    idiot: { harmless: 0.1, insult: 0.55, hate: 0.35 },
    fool: { harmless: 0.4, insult: 0.3, hate: 0.3 },
    hello: { harmless: 0.9, insult: 0.06, hate: 0.04 },
  },
  ["harmless", "insult", "hate"],
);

interface Rule {
  readonly labels?: readonly string[];
  readonly types?: readonly string[];
  readonly threshold?: number;
}

async function check(text: string, { labels = ["insult", "hate"], ...rule }: Rule = {}, model = insults) {
  const guards = [{ guard: "classifier", ...rule, options: { folder: "./tiny", labels } }];
  const policy = guardPolicySchema.parse({ stages: { input: { guards } } });
  const source = { describe: async () => model, open: async () => model };
  const guard = createGuard({ policy, checks: [classifierGuard(source)], clock: { monotonicMs: () => 0 } });
  const { verdicts } = await guard.check({ stage: "input", origin: "user", text }, never);
  return verdicts[0];
}

describe("a classifier of a policy", () => {
  it("adds up the labels that fail, and names parts of the text by their labels", async () => {
    const verdict = await check("hello\nyou idiot");
    expect(verdict).toMatchObject({ verdict: "fail", version: "tiny-0123", threshold: 0.5 });
    expect(verdict?.score).toBeCloseTo(0.9);
    expect(verdict?.spans).toEqual([{ start: 6, end: 15, type: "insult", evidence: "tiny", score: 0.55 }]);
    expect(await check("hello")).toMatchObject({ verdict: "pass", score: 0.1, spans: [] });
  });

  it("fails by a sum whose labels are all below the threshold", async () => {
    expect(await check("you fool")).toMatchObject({
      verdict: "fail",
      score: 0.6,
      spans: [{ type: "insult" }, { type: "hate" }],
    });
  });

  it("takes the highest of independent labels", async () => {
    const words = { fool: { insult: 0.45, hate: 0.45 } };
    const verdict = await check("you fool", {}, modelOf(words, ["insult", "hate"], true));
    expect(verdict).toMatchObject({ verdict: "pass", score: 0.45 });
  });

  it("counts only the labels that a rule names, whatever its threshold", async () => {
    expect(await check("you idiot", { types: ["hate"] })).toMatchObject({ verdict: "pass", score: 0.35 });
    expect(await check("hello", { types: ["hate"], threshold: 0.03 })).toMatchObject({
      verdict: "fail",
      spans: [{ type: "hate", score: 0.04 }],
    });
  });

  it("reads through disguises, and places them in the text as given", async () => {
    expect(await check("hello\nyou 1d10t")).toMatchObject({ verdict: "fail", spans: [{ start: 6, end: 15 }] });
    const code = Buffer.from("You are such an idiot today").toString("base64");
    expect(await check(`hello.\n${code}`)).toMatchObject({ verdict: "fail", spans: [{ end: 7 + code.length }] });
  });

  it("writes labels as types without other characters", async () => {
    const model = modelOf({ fool: { "self harm!": 0.9 } }, ["self harm!"], true);
    expect(await check("a fool", { labels: ["self harm!"] }, model)).toMatchObject({ spans: [{ type: "self_harm_" }] });
  });

  it("measures nothing if the model fails or returns no probability", async () => {
    const broken: TextClassifier = { ...insults, classify: async () => [{ start: 0, end: 1, probabilities: [0.1] }] };
    expect(await check("hello", {}, broken)).toMatchObject({ verdict: "unmeasured", action: "block" });
    const failing: TextClassifier = { ...insults, classify: () => Promise.reject(new Error("no memory")) };
    expect(await check("hello", {}, failing)).toMatchObject({ verdict: "unmeasured", action: "block" });
  });
});

describe("the options of a classifier", () => {
  const policyWith = (options: Readonly<Record<string, unknown>>) =>
    guardPolicySchema.parse({ stages: { input: { guards: [{ guard: "classifier", options }] } } });
  const open = () => Promise.reject(new Error("The weights must not be loaded."));
  const checkOptions = (options: Readonly<Record<string, unknown>>, describe = async () => insults) =>
    checkRuleOptions(policyWith(options), [classifierGuard({ describe, open })], "guards.yaml");

  it("are checked without loading the model", async () => {
    await expect(checkOptions({ folder: "./tiny", labels: ["hate"] })).resolves.toBeUndefined();
  });

  it.each([
    [
      { folder: "./tiny", labels: ["insutl"] },
      /no label "insutl" \(stage "input" in guards\.yaml\)/,
      /Did you mean "insult"/,
    ],
    [{ folder: "./tiny", labels: ["spam"] }, /no label "spam"/, /Its labels are harmless, insult, hate\./],
    [{ folder: "./tiny" }, /option "labels"/, /folder, labels/],
    [{ folder: "./tiny", labels: ["hate"], lables: [] }, /no option "lables"/, /Did you mean "labels"/],
  ])("are rejected if they are %j", async (options, message, hint) => {
    await expect(checkOptions(options)).rejects.toMatchObject({
      code: "invalid-settings",
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });

  it("are rejected if there is no model", async () => {
    const describe = () => Promise.reject(new ModelUnavailableError("There is no folder x.", { hint: "Name one." }));
    await expect(checkOptions({ folder: "x", labels: ["a"] }, describe)).rejects.toMatchObject({
      code: "invalid-settings",
      message: 'The guard "classifier" has no model: There is no folder x (stage "input" in guards.yaml).',
      hint: "Name one.",
    });
  });
});
