import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Answer,
  type AnswerDraft,
  type Claim,
  type Document,
  everything,
  type GuardDecision,
  type GuardRequest,
  type GuardStage,
  type Hit,
  InvalidArgumentError,
  type LydianEvent,
  NeedsReviewError,
  type PromptSecrets,
} from "../../core/index.ts";
import { guardThat } from "../../guard/fixtures/guard-that.ts";
import { createAnalyzer, splitSentences } from "../text/index.ts";
import { createVerifier, findEvidence } from "../verify/index.ts";
import { defaultThreshold } from "./abstain/estimate-confidence.ts";
import { ask } from "./ask.ts";
import type { AskServices } from "./ask-request.ts";
import { abstain } from "./end-answer.ts";
import { openAnswer, understandQuestion } from "./open-answer.ts";

const { signal } = new AbortController();
const analyzer = createAnalyzer();
const analysis = { analyze: (value: string) => analyzer.analyze(value, "en"), splitSentences };
const text = "The clinic opens at 8:00. It closes at 18:00. On Sunday it is closed.";
const hours: Document = {
  id: "hours",
  collection: "default",
  uri: "file:///hours.md",
  title: "Opening hours",
  mediaType: "text/markdown",
  metadata: {},
  accessLabels: [],
  contentHash: "0".repeat(64),
  loader: { id: "markdown", version: "1" },
  settingsFingerprint: "",
  addedAt: "2024-05-01T00:00:00.000Z",
  receipt: { pagesWithoutText: [], characters: text.length, tables: 0, chunks: 1, warnings: [] },
  text,
  elements: [],
  locations: [{ span: { start: 0, end: 5 }, location: { anchor: "opening-hours" } }],
};
const hit: Hit = {
  chunkId: "hours.1",
  documentId: "hours",
  title: hours.title,
  uri: hours.uri,
  span: { start: 0, end: text.length },
  text,
  headingPath: [],
  rank: 1,
  score: 1,
  stage: "words",
  explanation: { stages: [] },
};
const first = { start: 0, end: 25 };
const last = { start: 46, end: text.length };
const draftOf = (...spans: { start: number; end: number }[]): AnswerDraft => ({
  sentences: spans.map((span) => ({ text: text.slice(span.start, span.end), evidence: [{ passage: 1, span }] })),
  confidence: 0.9,
});

interface Scene {
  readonly question?: string;
  readonly draft?: AnswerDraft;
  /** Prompt that the answerer tells. */
  readonly prompt?: PromptSecrets;
  readonly hits?: readonly Hit[];
  readonly document?: Document;
  readonly readLater?: Document | undefined;
  readonly decisions?: Readonly<Partial<Record<GuardStage, Partial<GuardDecision>>>>;
  readonly threshold?: number;
  /** Stage in which a guard stops a prompt. */
  readonly stoppedIn?: "follow-up" | "search" | "answer" | "verify";
  /** Words of the question, which are compared with the documents. */
  readonly words?: readonly string[];
  /** True if a passage that was not found has one of the words. */
  readonly isElsewhere?: boolean;
  /** True if calculations over tables are computed. */
  readonly computes?: boolean;
}

/** Real compose and verify; search, store, answerer and guard are set by the scene. */
async function askIn(scene: Scene): Promise<{
  answer: Answer;
  events: LydianEvent[];
  asked: string[];
  guarded: GuardRequest[];
}> {
  const guarded: GuardRequest[] = [];
  const events: LydianEvent[] = [];
  const asked: string[] = [];
  const verifier = createVerifier(analysis);
  let ticks = 0;
  let reads = 0;
  const stopIn = (stage: Scene["stoppedIn"]) => {
    if (scene.stoppedIn === stage) throw new NeedsReviewError("The prompt was stopped.", { help: "Call 112." });
  };
  const conversation = {
    turns: [{ question: "When does it open?", answer: "The clinic opens at 8:00." }],
    rewrite: async () => {
      stopIn("follow-up");
      return { warnings: [] };
    },
  };
  const services: AskServices & Parameters<typeof openAnswer>[0] = {
    async search({ query }) {
      asked.push(query);
      stopIn("search");
      return { hits: scene.hits ?? [hit], warnings: [{ code: "from-search", message: "Said." }], trace: [] };
    },
    store: {
      async readDocument() {
        const isFirst = reads++ === 0;
        return isFirst || !("readLater" in scene) ? (scene.document ?? hours) : scene.readLater;
      },
    },
    answerer: {
      id: "set",
      answer: async ({ tellPrompt }) => {
        stopIn("answer");
        if (scene.prompt !== undefined) tellPrompt?.(scene.prompt);
        return scene.draft ?? draftOf(first);
      },
    },
    verifier: {
      ...verifier,
      verify: async (...claim) => {
        stopIn("verify");
        return verifier.verify(...claim);
      },
    },
    guard: guardThat((guardRequest) => {
      guarded.push(guardRequest);
      return scene.decisions?.[guardRequest.stage];
    }),
    clock: { now: () => Date.UTC(2024, 4, 1), monotonicMs: () => ticks++ },
    ids: { next: (prefix) => `${prefix}_1` },
    emit: (event) => events.push(event),
    countTokens: (value) => value.split(" ").length,
    splitSentences: (value) => [{ start: 0, end: value.length }],
    findEvidence: (sentence, passage) => findEvidence(analysis, sentence, passage),
    ...(scene.words && {
      wordComparison: {
        analyze: analysis.analyze,
        wordsAskedFor: async () => scene.words ?? [],
        hasPassageWith: async () => scene.isElsewhere ?? false,
      },
    }),
  };
  const { question = "When does it open?", threshold } = scene;
  const chosen = threshold === undefined ? {} : { threshold };
  const computing = scene.computes === true ? { ...services, analyze: analysis.analyze } : services;
  const understanding = { ...services, conversation: scene.stoppedIn === "follow-up" ? conversation : undefined };
  const opened = await openAnswer(services, { question, collection: "default" }, signal);
  const understood = opened.status === "stopped" ? opened : await understandQuestion(understanding, opened, signal);
  const answer =
    understood.status === "stopped"
      ? abstain(services, understood, understood.reason)
      : await ask(computing, understood, { scope: everything, ...chosen }, signal);
  return { answer, events, asked, guarded };
}

/** Expects that a claim has citations, and that their quotes are in the document and within the claim. */
function expectCited(answer: Extract<Answer, { status: "grounded" }>, claim: Claim): void {
  expect(claim.citations.length).toBeGreaterThan(0);
  for (const index of claim.citations) {
    const citation = answer.citations[index];
    if (!citation) throw new Error(`Citation ${index} is missing.`);
    expect(text.slice(citation.span.start, citation.span.end)).toBe(citation.quote);
    expect(answer.text.slice(citation.answerSpan.start, citation.answerSpan.end)).toBe(citation.quote);
    expect(citation.answerSpan.start).toBeGreaterThanOrEqual(claim.span.start);
    expect(citation.answerSpan.end).toBeLessThanOrEqual(claim.span.end);
  }
}

describe("ask", () => {
  it("answers with sentences whose citations are byte-exact, and reports its stages", async () => {
    const { answer, events } = await askIn({ draft: draftOf(first, last) });
    expect(answer).toMatchObject({
      schemaVersion: 1,
      id: "answer_1",
      status: "grounded",
      question: "When does it open?",
      createdAt: "2024-05-01T00:00:00.000Z",
      text: "The clinic opens at 8:00. On Sunday it is closed.",
      confidence: 0.9,
      answeredBy: "set",
      warnings: [{ code: "from-search" }],
      usage: { contextTokens: 14 },
    });
    if (answer.status !== "grounded") throw new Error("It abstained.");
    expect(answer.citations.map(({ quote, location }) => [quote, location])).toEqual([
      ["The clinic opens at 8:00.", { anchor: "opening-hours" }],
      ["On Sunday it is closed.", { anchor: "opening-hours" }],
    ]);
    expect(answer.trace.map(({ stage }) => stage)).toEqual([
      "guard-question",
      "compose",
      "answer",
      "verify",
      "guard-answer",
    ]);
    expect(events.map(({ type }) => type)).toEqual(["guarded", "context-composed", "guarded", "answered"]);
    expect(answer.passages[0]).not.toHaveProperty("elements");
  });

  it("abstains if nothing is found, or if no sentence could answer, without a word about the documents", async () => {
    expect((await askIn({ hits: [] })).answer).toMatchObject({ status: "abstained", reason: "not-found", nearest: [] });
    const { answer } = await askIn({ draft: { sentences: [], confidence: 0 } });
    expect(answer).toMatchObject({ status: "abstained", reason: "not-found", nearest: [{ number: 1, hit }] });
    expect(answer).not.toHaveProperty("unmentioned");
  });

  const weak = { ...draftOf(first), confidence: 0.01 };

  it("says that the documents do not say it if no document has a word of the question", async () => {
    for (const scene of [{ hits: [] }, { draft: weak }, { draft: { sentences: [], confidence: 0 } }]) {
      const { answer } = await askIn({ ...scene, words: ["swimming", "pool"], isElsewhere: false });
      expect(answer).toMatchObject({ reason: "no-evidence", unmentioned: ["swimming", "pool"] });
      expect(answer).not.toHaveProperty("evidence");
    }
  });

  it("does not say so if another passage has a word of the question", async () => {
    const words = ["swimming", "pool"];
    const { answer } = await askIn({ draft: weak, words, isElsewhere: true });
    expect(answer).toMatchObject({ reason: "below-threshold", unmentioned: words });
    expect((await askIn({ hits: [], words, isElsewhere: true })).answer).toMatchObject({ reason: "not-found" });
  });

  it("does not say so if a passage found has a word of the question, and names the words that none has", async () => {
    const { answer } = await askIn({ draft: weak, words: ["opening", "pool", "clinics"], isElsewhere: false });
    expect(answer).toMatchObject({ reason: "below-threshold", unmentioned: ["pool"], evidence: { confidence: 0.01 } });
  });

  it("does not say so of a question without words to compare", async () => {
    expect((await askIn({ hits: [], words: [], isElsewhere: false })).answer).toMatchObject({ reason: "not-found" });
  });

  it("abstains below the threshold and shows the nearest hits", async () => {
    const warnings = [{ code: "sources-disagree", message: "Of sentences that are not shown." }];
    const { answer, events } = await askIn({ draft: { ...draftOf(first), confidence: 0.01, warnings } });
    expect(answer.warnings).toEqual([{ code: "from-search", message: "Said." }]);
    expect(answer).toMatchObject({ status: "abstained", reason: "below-threshold", nearest: [{ number: 1, hit }] });
    expect(answer).toMatchObject({ evidence: { confidence: 0.01, threshold: defaultThreshold } });
    expect(answer).not.toHaveProperty("text");
    expect(events.at(-1)).toMatchObject({ type: "answered", status: "abstained" });
  });

  it("abstains below the threshold of the answerer, unless the caller sets another threshold", async () => {
    const sure = { ...draftOf(first), confidence: 0.5 };
    expect((await askIn({ draft: { ...sure, threshold: 0.6 } })).answer.status).toBe("abstained");
    expect((await askIn({ draft: { ...sure, threshold: 0.4 } })).answer.status).toBe("grounded");
    expect((await askIn({ draft: { ...sure, threshold: 0.6 }, threshold: 0.1 })).answer.status).toBe("grounded");
  });

  it("drops a sentence that its citation does not support, and abstains if none is left", async () => {
    const invented = { text: "It opens at 7:00.", evidence: [{ passage: 1, span: first }] };
    const { answer } = await askIn({ draft: { sentences: [invented, ...draftOf(last).sentences], confidence: 0.9 } });
    expect(answer).toMatchObject({ status: "grounded", text: "On Sunday it is closed." });
    const alone = await askIn({ draft: { sentences: [invented], confidence: 0.9 } });
    expect(alone.answer).toMatchObject({ status: "abstained", reason: "unsupported" });
  });

  it("shows nothing of a document that changed while it was read", async () => {
    const changed = { ...hours, text: text.replace("8:00", "9:00"), contentHash: "1".repeat(64) };
    for (const readLater of [changed, undefined]) {
      expect((await askIn({ readLater })).answer).toMatchObject({ status: "abstained", reason: "unsupported" });
    }
  });

  it("warns if the cited document was not read completely", async () => {
    const receipt = { ...hours.receipt, pages: 9, pagesWithoutText: [3, 7] };
    const { answer } = await askIn({ document: { ...hours, receipt } });
    expect(answer.warnings.at(-1)).toEqual({
      code: "document-has-gaps",
      documentId: "hours",
      message: "“Opening hours”: 2 of 9 pages have no text (pages 3, 7) and could not be searched.",
    });
  });

  it("does not warn of a document that was read completely", async () => {
    const receipt = { ...hours.receipt, warnings: [{ code: "hidden-cells", message: "Hidden, and read: 1 sheet." }] };
    const { answer } = await askIn({ document: { ...hours, receipt } });
    expect(answer.warnings.map(({ code }) => code)).not.toContain("document-has-gaps");
  });

  it("says why a calculation is not computed, if the guard lets it", async () => {
    const table = "| Part | Unit price | List price |\n| --- | --- | --- |\n| A | 1 | 2 |\n| B | 3 | 4 |";
    const span = { start: 0, end: table.length };
    const elements = [{ kind: "table", span, header: { start: 0, end: table.indexOf("\n") } }] as const;
    const scene = {
      question: "What is the total price?",
      document: { ...hours, text: table, elements, locations: [] },
      hits: [{ ...hit, text: table, span }],
      computes: true,
    };
    const { answer } = await askIn(scene);
    expect(answer).toMatchObject({
      status: "abstained",
      reason: "not-computed",
      notComputed: 'The question fits 2 columns: "Unit price", "List price".',
    });
    expect(answer).not.toHaveProperty("evidence");
    const blocked = await askIn({ ...scene, decisions: { output: { action: "block" } } });
    expect(blocked.answer).toMatchObject({ reason: "guard-blocked", passages: [], nearest: [] });
    expect(blocked.answer).not.toHaveProperty("notComputed");
  });

  it("tells the guard of the answer the question, the evidence, its certainty and the prompt of the model", async () => {
    const prompt = { systemPrompt: "Answer from the passages.", canaries: ["fence_1"] };
    const { guarded } = await askIn({ prompt });
    expect(guarded.map(({ stage, context }) => [stage, context])).toEqual([
      ["input", undefined],
      ["output", { question: "When does it open?", evidence: [text], evidenceScore: 0.9, ...prompt }],
    ]);
  });

  it("stops if the guard stops the question or the answer", async () => {
    const blocked = await askIn({ decisions: { input: { action: "block" } } });
    expect(blocked.answer).toMatchObject({ status: "abstained", reason: "guard-blocked", passages: [] });
    expect(blocked.asked).toEqual([]);
    expect((await askIn({ decisions: { output: { action: "review" } } })).answer).toMatchObject({
      reason: "needs-review",
    });
    expect(
      (await askIn({ decisions: { output: { action: "redact", text: "The clinic opens at …" } } })).answer,
    ).toMatchObject({
      reason: "guard-blocked",
      passages: [],
      nearest: [],
    });
  });

  it.each(["allow", "block", "review"] as const)(
    "says once where to find help if the guard's action is %s",
    async (action) => {
      const { answer } = await askIn({ decisions: { input: { action, help: "Call 112." } } });
      expect(answer.warnings.filter(({ code }) => code === "crisis-help")).toEqual([
        { code: "crisis-help", message: "Call 112." },
      ]);
    },
  );

  it.each(["allow", "block", "review"] as const)(
    "says once where to find help if the guard of the answer says it, too, and its action is %s",
    async (action) => {
      const output = { action, help: "Call 112." };
      const input = { action: "allow", help: "Call 112." } as const;
      for (const decisions of [{ output }, { input, output }]) {
        const { answer } = await askIn({ decisions });
        expect(answer.warnings.filter(({ code }) => code === "crisis-help")).toEqual([
          { code: "crisis-help", message: "Call 112." },
        ]);
      }
    },
  );

  it.each([
    { stoppedIn: "follow-up", question: "And on Sunday?", stages: ["guard-question"], warnings: ["crisis-help"] },
    { stoppedIn: "search", stages: ["guard-question"], warnings: ["crisis-help"] },
    { stoppedIn: "answer", stages: ["guard-question", "compose"], warnings: ["from-search", "crisis-help"] },
    {
      stoppedIn: "verify",
      stages: ["guard-question", "compose", "answer"],
      warnings: ["from-search", "crisis-help"],
    },
  ] as const)(
    "ends with everything it has to say if a guard stops a prompt in the stage $stoppedIn",
    async ({ stages, warnings, ...scene }) => {
      const { answer } = await askIn(scene);
      expect(answer).toMatchObject({ status: "abstained", reason: "needs-review", passages: [], nearest: [] });
      expect(answer.trace.map(({ stage }) => stage)).toEqual(stages);
      expect(answer.warnings.map(({ code }) => code)).toEqual(warnings);
    },
  );

  it("searches for the redacted question, and returns nothing else", async () => {
    const { answer, asked } = await askIn({
      decisions: { input: { action: "redact", text: "When does [name] open?" } },
    });
    expect(asked).toEqual(["When does [name] open?"]);
    expect(answer.searchedAs).toBe("When does [name] open?");
    expect(answer.question).toBe("When does [name] open?");
  });

  it("rejects an empty question", async () => {
    await expect(askIn({ question: " \n" })).rejects.toThrow(InvalidArgumentError);
  });

  it("ties every claim to citations whose quotes are in document and answer, whatever the draft", async () => {
    const spans = fc.array(
      fc
        .tuple(fc.nat(text.length), fc.nat(text.length))
        .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) })),
      { maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(spans, fc.constantFrom("line", "sentence"), async (drafted, layout) => {
        const draft = draftOf(...drafted);
        const sentences = draft.sentences.map((sentence) => ({ ...sentence, layout }) as const);
        const { answer } = await askIn({ draft: { ...draft, sentences } });
        if (answer.status === "abstained") return;
        let offset = 0;
        for (const claim of answer.claims) {
          expect(claim.span.start).toBeGreaterThanOrEqual(offset);
          offset = claim.span.end;
          expectCited(answer, claim);
        }
        expect(offset).toBe(answer.text.length);
      }),
      { numRuns: 60 },
    );
  });
});
