import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, never, type Profile } from "../core/index.ts";
import type { AskOptions } from "../library/index.ts";
import { evaluateProfile } from "./evaluate-profile.ts";

let folder = "";
const profile: Profile = { name: "mine", hash: "h", examples: [{ question: "Q?", answer: "A." }] };
const base = {
  schemaVersion: 1,
  id: "a",
  collection: "default",
  createdAt: "2025-01-01T00:00:00Z",
  passages: [],
  warnings: [],
  usage: { contextTokens: 1, inputTokens: 100, outputTokens: 10 },
  profile: { name: "mine", hash: "h" },
  trace: [
    { stage: "search", durationMs: 20, count: 1 },
    { stage: "answer", durationMs: 80, count: 1 },
  ],
} as const;

function says(question: string, text: string, answeredBy = "m"): Answer {
  const claims = [{ span: { start: 0, end: text.length }, verdict: "supported", why: "", citations: [] }] as const;
  return { ...base, question, status: "grounded", text, claims, citations: [], confidence: 1, answeredBy };
}
const nothing = (question: string): Answer => ({
  ...base,
  question,
  status: "abstained",
  reason: "no-evidence",
  nearest: [],
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lydian-questions-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(lines: readonly unknown[]): Promise<string> {
  const path = join(folder, "questions.jsonl");
  await writeFile(path, lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
  return path;
}

/** Profile and signal of a run, where they matter. */
interface RunOptions {
  readonly profile?: Profile;
  readonly signal?: AbortSignal;
}

async function run(
  lines: readonly unknown[],
  ask: (question: string, options: AskOptions) => Answer,
  more: RunOptions = {},
) {
  const asked: unknown[] = [];
  const lydian = {
    profile: async () => more.profile ?? profile,
    ask: async (question: string, options: AskOptions = {}) => {
      asked.push([question, options.examples]);
      return ask(question, options);
    },
  };
  const report = await evaluateProfile({ lydian, questions: await fileOf(lines) }, more.signal ?? never);
  return { report, asked };
}

const lines = [
  { question: "One?", answer: "20 Euros" },
  { question: "Two?", answers: ["x", "late"] },
  { question: "Three?" },
];

describe("evaluateProfile", () => {
  it("asks each question with and without the examples, and measures both separately", async () => {
    const { report, asked } = await run(lines, (question, { examples }) => {
      if (question === "One?") return says(question, "It costs 20  euros.");
      if (question === "Two?") return examples ? says(question, "It is late.") : nothing(question);
      return says(question, "Yes.", "extractive");
    });
    expect(asked.slice(0, 2)).toEqual([
      ["One?", true],
      ["One?", false],
    ]);
    expect(report).toMatchObject({
      profile: { name: "mine", hash: "h" },
      questions: 3,
      isPartial: false,
      variants: [
        {
          withExamples: true,
          questions: 3,
          grounded: 1,
          byModel: 2 / 3,
          containsGold: 1,
          inputTokens: 100,
          meanMs: 100,
        },
        { withExamples: false, grounded: 2 / 3, byModel: 1 / 3, containsGold: 0.5, verdicts: { supported: 2 } },
      ],
    });
  });

  it("asks once if the profile has no examples, and gives no share of right answers without expected answers", async () => {
    const bare: Profile = { name: "mine", hash: "h" };
    const { report } = await run([{ question: "Q?" }], (question) => nothing(question), { profile: bare });
    expect(report.variants).toHaveLength(1);
    expect(report.variants[0]).toMatchObject({ withExamples: false, grounded: 0 });
    expect(report.variants[0]).not.toHaveProperty("containsGold");
  });

  it("returns the measures so far when it is stopped", async () => {
    const controller = new AbortController();
    const ask = (question: string) => {
      if (question === "Two?") controller.abort(new Error("enough"));
      controller.signal.throwIfAborted();
      return says(question, "20 euros");
    };
    const { report } = await run(lines, ask, { signal: controller.signal });
    expect(report).toMatchObject({ isPartial: true, variants: [{ questions: 1 }, { questions: 1 }] });
  });

  it.each([
    [["{"], /Line 1 of questions.jsonl is not a JSON object/],
    [[{ question: "Q?" }, { question: "Q?", answers: 3 }], /Line 2/],
    [[], /no question/],
  ])("rejects %j", async (given, message) => {
    await expect(run(given, nothing)).rejects.toThrow(message);
  });

  it("says that a profile needs a language model", async () => {
    const ask = (question: string): Answer => {
      const { profile: _, ...quoted } = says(question, "Yes.", "extractive");
      return quoted;
    };
    await expect(run(lines, ask)).rejects.toMatchObject({ code: "invalid-settings" });
  });
});
