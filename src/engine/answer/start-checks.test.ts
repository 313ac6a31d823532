import { describe, expect, it } from "vitest";
import {
  type AnswerSentence,
  type ContextPassage,
  type LydianEvent,
  never,
  type UnsupportedPolicy,
} from "../../core/index.ts";
import { allowAll, guardThat } from "../../guard/fixtures/guard-that.ts";
import { createAnalyzer, splitSentences } from "../text/index.ts";
import { createVerifier, findEvidence } from "../verify/index.ts";
import { startChecks, type Tells } from "./start-checks.ts";

const analyzer = createAnalyzer();
const analysis = { analyze: (text: string) => analyzer.analyze(text, "en"), splitSentences };
const texts = [
  "The front desk opens at 7:30. A lost key costs 20 euros.",
  "The clinic opens at 8:00 and closes at 18:00.",
  "Staff may park behind the house.",
];
const passages = texts.map(toPassage);

function toPassage(text: string, index: number): ContextPassage {
  const span = { start: 0, end: text.length };
  const number = index + 1;
  return {
    number,
    text,
    contentHash: "first",
    metadata: {},
    elements: [],
    hit: {
      chunkId: `${number}.1`,
      documentId: `${number}`,
      title: "Handbook",
      uri: "file:///handbook.md",
      span,
      text,
      headingPath: [],
      rank: number,
      score: 1,
      stage: "words",
      explanation: { stages: [] },
    },
  };
}

/** A sentence that cites passages whole. */
function cite(text: string, ...numbers: number[]): AnswerSentence {
  const evidence = numbers.map((passage) => ({ passage, span: { start: 0, end: texts[passage - 1]?.length ?? 0 } }));
  return { text, evidence };
}

function start(unsupported: UnsupportedPolicy = "drop", tells: Tells = {}, guard = allowAll) {
  const told: string[] = [];
  const events: LydianEvent[] = [];
  const checks = startChecks(
    {
      verifier: createVerifier(analysis),
      findEvidence: (sentence, passage) => findEvidence(analysis, sentence, passage),
      readDocument: async (id) => {
        const text = texts[Number(id) - 1] ?? "";
        return { id, text, contentHash: "first", locations: [], elements: [] };
      },
      guard,
      emit: (event: LydianEvent) => {
        events.push(event);
        if (event.type === "sentence-checked") told.push(event.text);
      },
    },
    { answerId: "a", passages, unsupported, tells },
    never,
  );
  const heard = () => events.flatMap((event) => ("text" in event ? [`${event.type}: ${event.text}`] : []));
  return { told, checks, heard };
}

const good = cite("The clinic opens at 8:00.", 2);
const wrong = cite("The clinic opens at 9:00.", 2);
const alien = cite("Bread is baked in Mill Lane.", 3);

describe("startChecks", () => {
  it("drops unsupported sentences by default", async () => {
    const { checks, told } = start();
    expect([await checks.propose(wrong), await checks.propose(good)]).toEqual(["dropped", "supported"]);
    expect(told).toEqual([good.text]);
    expect((await checks.keepShown([wrong, good])).map(({ text }) => text)).toEqual([good.text]);
  });

  it("emits drafts before the check and retracts unsupported ones, if the caller wants drafts", async () => {
    const { checks, heard } = start("drop", { drafts: true });
    for (const sentence of [wrong, good]) await checks.propose(sentence);
    expect(heard()).toEqual([
      ...[`sentence-drafted: ${wrong.text}`, `sentence-retracted: ${wrong.text}`],
      ...[`sentence-drafted: ${good.text}`, `sentence-checked: ${good.text}`],
    ]);
    await checks.think("It may be eight.");
    expect(heard()).toHaveLength(4);
  });

  it("tells the guard of each sentence the passages, and the prompt once the model has it", async () => {
    const contexts: unknown[] = [];
    const guard = guardThat(({ context }) => {
      contexts.push(context);
      return undefined;
    });
    const { checks } = start("drop", {}, guard);
    await checks.propose(cite("A lost key costs 20 euros.", 1));
    const prompt = { systemPrompt: "Answer from the passages.", canaries: ["fence_1"] };
    checks.tellPrompt(prompt);
    await checks.propose(cite("The clinic closes at 18:00.", 2));
    expect(contexts).toEqual([{ evidence: texts }, { evidence: texts, ...prompt }]);
    expect(checks.context()).toEqual({ evidence: texts, ...prompt });
  });

  it("emits no draft and no reasoning that the guard stops", async () => {
    const guard = guardThat(({ stage, text }) =>
      stage === "output" && text.includes("8:00") ? { action: "block" } : undefined,
    );
    const { checks, heard } = start("drop", { drafts: true, thought: true }, guard);
    expect(await checks.propose(good)).toBe("dropped");
    await checks.think("It is 8:00.");
    await checks.think("It is early.");
    expect(heard()).toEqual(["thought: It is early."]);
  });

  it("shows an unsupported sentence with its verdict under `flag`, but only beside a supported one", async () => {
    const { checks, told } = start("flag");
    expect(await checks.propose(wrong)).toBe("flagged");
    expect(told).toEqual([]);
    expect(await checks.propose(good)).toBe("supported");
    expect(await checks.propose(alien)).toBe("flagged");
    expect(told).toEqual([wrong.text, good.text, alien.text]);
    const shown = await checks.keepShown([wrong, good, alien]);
    expect(shown.map(({ verdict }) => verdict)).toEqual(["contradicted", "supported", "not-enough-evidence"]);
    expect(shown[0]?.why).toBe("It says 9:00; the source says 8:00.");
    expect(await checks.keepShown([wrong, alien])).toEqual([]);
  });

  it("ends the answer at an unsupported sentence under `abstain`, and emits nothing before", async () => {
    const { checks, told } = start("abstain");
    expect([await checks.propose(good), await checks.propose(wrong)]).toEqual(["supported", "flagged"]);
    expect(told).toEqual([]);
    expect(await checks.keepShown([good, wrong])).toEqual([]);
    expect(await checks.keepShown([good])).toHaveLength(1);
  });

  it("replaces a citation that does not support a sentence by one that does", async () => {
    const { checks } = start();
    const [shown] = await checks.keepShown([cite("The clinic opens at 8:00.", 1)]);
    expect(shown?.citations.map(({ passage, quote }) => [passage, quote])).toEqual([[2, texts[1]]]);
    expect(shown?.verdict).toBe("supported");
  });

  it("drops citations of passages that do not support a sentence if another does", async () => {
    const { checks } = start();
    const [shown] = await checks.keepShown([cite("The clinic opens at 8:00.", 3, 2)]);
    expect(shown?.citations.map(({ passage }) => passage)).toEqual([2]);
  });

  it("keeps all citations of a sentence that needs all of them", async () => {
    const { checks } = start();
    const joined = `${texts[0]} ${texts[1]}`;
    const [shown] = await checks.keepShown([cite(joined, 1, 2)]);
    expect(shown?.citations.map(({ passage }) => passage)).toEqual([1, 2]);
  });
});
