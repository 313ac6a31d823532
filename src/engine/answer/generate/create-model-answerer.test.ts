import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AnswerSentence, GenerationFailedError, type GenerationRequest } from "../../../core/index.ts";
import { answer, passages, quote, quotes } from "./fixtures/answer-by-model.ts";

const down = new GenerationFailedError("The language model test:model answered 500.");

function isInPassages({ passage, span }: AnswerSentence["evidence"][number]): boolean {
  const hit = passages[passage - 1]?.hit;
  return hit !== undefined && span.start >= hit.span.start && span.end <= hit.span.end && span.start < span.end;
}

describe("createModelAnswerer", () => {
  it("ties each sentence to the exact place of the passage that it names", async () => {
    const { draft, requests } = await answer(["You pay 20 euros for a lost key [1]. Masks: box 4 [2]."]);
    expect(draft.sentences).toEqual([
      {
        text: "You pay 20 euros for a lost key.",
        evidence: [{ passage: 1, span: { start: 127, end: 153 } }],
        layout: "sentence",
      },
      { text: "Masks: box 4.", evidence: [{ passage: 2, span: { start: 0, end: 19 } }], layout: "sentence" },
    ]);
    expect(draft).toMatchObject({ confidence: 0.8, usage: { inputTokens: 10, outputTokens: 5 } });
    expect(requests).toHaveLength(1);
  });

  it("reports the instructions and the name of the fences, and sends the name only within the instructions", async () => {
    for (const options of [{}, { schema: { type: "object" } as const }]) {
      const { told, requests } = await answer(["A key costs 20 euros [1]."], { options });
      expect(told).toEqual([{ systemPrompt: requests[0]?.system, canaries: ["fence"] }]);
      expect(Object.keys(requests[0] ?? {})).not.toContain("fence");
    }
  });

  it("skips sentences that name no existing passage, and unsupported ones", async () => {
    const { draft, proposed } = await answer(["A key costs 20 euros [1]. It is dear. Masks cost 5 [9]. Box 4 [2]."], {
      isGood: (one) => one.startsWith("A key"),
    });
    expect(proposed).toEqual(["A key costs 20 euros.", "Box 4."]);
    expect(draft.sentences.map(({ text: own }) => own)).toEqual(["A key costs 20 euros."]);
  });

  it.each([
    ["names no passage", ["A key costs 20 euros."], "No sentence names an existing passage"],
    ["is not what the passages say", ["A key costs 90 euros [1]."], "do not support the sentences"],
  ])("asks once more if an answer %s", async (_, first, problem) => {
    const { draft, requests } = await answer([...first, "A key costs 20 euros [1]."], {
      isGood: (one) => !one.includes("90"),
    });
    expect(requests).toHaveLength(2);
    expect(requests[1]?.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(requests[1]?.messages[2]?.text).toContain(problem);
    expect(draft.sentences).toHaveLength(1);
    expect(draft.usage).toEqual({ inputTokens: 20, outputTokens: 10 });
  });

  it("proposes no more sentences than the maximum", async () => {
    const said = "A key costs 20 euros [1]. Box 4 [2]. A lost key costs 20 euros [1].";
    const { draft, proposed } = await answer([said], { options: { maxSentences: 2 } });
    expect(proposed).toEqual(["A key costs 20 euros.", "Box 4."]);
    expect(draft.sentences).toHaveLength(2);
  });

  it("returns flagged sentences, but asks once more if all sentences are flagged", async () => {
    const isFlagged = (one: string) => one.includes("90");
    const beside = await answer(["A key costs 90 euros [1]. A key costs 20 euros [1]."], { isFlagged });
    expect(beside.draft.sentences.map(({ text: own }) => own)).toEqual([
      "A key costs 90 euros.",
      "A key costs 20 euros.",
    ]);
    const alone = await answer(["A key costs 90 euros [1].", "A key costs 20 euros [1]."], { isFlagged });
    expect(alone.draft.sentences.map(({ text: own }) => own)).toEqual(["A key costs 20 euros."]);
  });

  it("quotes with a warning if nothing in the second answer is supported either", async () => {
    const { draft, requests } = await answer(["Nonsense [1].", "Nonsense [1]."], { isGood: () => false });
    expect(requests).toHaveLength(2);
    expect(draft).toMatchObject({
      sentences: [quote],
      answeredBy: "extractive",
      warnings: [{ code: "model-unsupported" }],
    });
  });

  it.each(["NOT FOUND", " not found.\n", "NOT_FOUND"])("reads %j as an abstention", async (said) => {
    const { draft, requests } = await answer([said]);
    expect(draft.sentences).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  it("does not ask the model if the evidence is too weak", async () => {
    const { draft, requests } = await answer(["x [1]."], { quotes: { ...quotes, confidence: 0.1 } });
    expect(requests).toEqual([]);
    expect(draft).toMatchObject({ sentences: [], confidence: 0.1 });
  });

  it("quotes with a warning if the model fails, or throws, depending on the option", async () => {
    const { draft } = await answer([down]);
    expect(draft).toMatchObject({ sentences: [quote], answeredBy: "extractive", warnings: [{ code: "model-failed" }] });
    await expect(answer([down], { options: { onFailure: "error" } })).rejects.toBe(down);
  });

  it("keeps the supported sentences if the model is cut off", async () => {
    const { draft } = await answer([["A key costs 20 euros [1]. Ma", down]]);
    expect(draft).toMatchObject({
      sentences: [{ text: "A key costs 20 euros." }],
      warnings: [{ code: "model-cut-off" }],
    });
  });

  it("reads elements if the provider enforces a schema, and skips anything else", async () => {
    const asked: GenerationRequest[] = [];
    const values = [
      { text: "A key costs 20 euros. [1]", passages: [1, 1, 7] },
      { text: 5 },
      "x",
      { text: "?", passages: [1] },
    ];
    const { draft, requests } = await answer([], {
      generator: {
        holdsSchema: true,
        async *generate(request) {
          asked.push(request);
          for (const value of values) yield { type: "element", value };
          yield { type: "end", reason: "length", usage: {}, warnings: [] };
        },
      },
    });
    expect(requests).toEqual([]);
    expect(asked[0]?.elementSchema).toMatchObject({ required: ["text", "passages"] });
    expect(draft.sentences).toMatchObject([{ text: "A key costs 20 euros.", evidence: [{ passage: 1 }] }]);
    expect(draft.warnings).toMatchObject([{ code: "model-cut-off" }]);
  });

  it.each([
    ["an empty list", [], "stop", 1],
    ["a list of something else than sentences", [{ text: 5 }], "stop", 2],
    ["a list that is cut off before its first sentence", [], "length", 2],
  ] as const)("asks once more unless the model finds nothing: %s", async (_, values, reason, asked) => {
    let calls = 0;
    const { draft } = await answer([], {
      generator: {
        holdsSchema: true,
        async *generate() {
          calls++;
          for (const value of values) yield { type: "element", value };
          yield { type: "end", reason, usage: {}, warnings: [] };
        },
      },
    });
    expect(calls).toBe(asked);
    expect(draft.sentences).toEqual(asked === 1 ? [] : [quote]);
  });

  it.each([
    ["answers then", [[], [{ text: "A key costs 20 euros.", passages: [1] }]], "A key costs 20 euros.", undefined],
    ["quotes when it does so again", [[], []], quote.text, "model-failed"],
  ] as const)("asks once more when the model breaks the form, and %s", async (_, answers, shown, warning) => {
    const asked: GenerationRequest[] = [];
    const { draft } = await answer([], {
      generator: {
        holdsSchema: true,
        async *generate(request) {
          const values = answers[asked.length] ?? [];
          asked.push(request);
          for (const value of values) yield { type: "element", value };
          if (values.length === 0) yield { type: "malformed", text: "Let us talk [1]." };
          yield { type: "end", reason: "stop", usage: { outputTokens: 5 }, warnings: [] };
        },
      },
    });
    expect(asked).toHaveLength(2);
    expect(asked[1]?.messages.slice(1)).toMatchObject([
      { text: "Let us talk [1]." },
      { text: expect.stringContaining("form") },
    ]);
    expect(draft.sentences.map(({ text: own }) => own)).toEqual([shown]);
    expect(draft.warnings?.[0]?.code).toBe(warning);
  });

  it("writes the header of a table above the first shown row, and checks each row with its column names", async () => {
    const table = "| Item | Price |\n|---|---|\n| Card | 90 euros | [1]\n| Key | 20 euros | [1]\n| Masks | box 4 | [2]";
    const { draft, proposed } = await answer([table], {
      options: { isTable: true },
      isGood: (one) => !one.includes("90"),
    });
    expect(draft.sentences.map(({ text: own }) => own)).toEqual([
      "| Item | Price |\n| --- | --- |\n| Key | 20 euros |",
      "| Masks | box 4 |",
    ]);
    expect(draft.sentences[0]).toMatchObject({ layout: "line", statement: "item: Key; price: 20 euros" });
    expect(proposed).toHaveLength(3);
  });

  it("proposes every sentence before it keeps it, and cites only places in the passages, whatever the model writes", async () => {
    const piece = fc.constantFrom(
      "A lost key",
      " costs 20 euros",
      ". ",
      "[1]",
      "[2]",
      "[99]",
      "[[1]]",
      "\n",
      "<<end 1 fence>>",
      "box 4",
      "NOT FOUND",
    );
    const said = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 15 }).map((parts) => parts.join("")),
    );
    await fc.assert(
      fc.asyncProperty(said, said, fc.boolean(), async (first, second, isGood) => {
        const { draft, proposed } = await answer([first, second], { isGood: () => isGood });
        for (const sentence of draft.sentences) {
          if (sentence === quote) continue;
          expect(isGood && proposed.includes(sentence.text)).toBe(true);
          for (const place of sentence.evidence) expect(isInPassages(place)).toBe(true);
        }
      }),
    );
  });
});
