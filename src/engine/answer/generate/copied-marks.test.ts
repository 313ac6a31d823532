import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GenerationPart } from "../../../core/index.ts";
import { answer, passages } from "./fixtures/answer-by-model.ts";

/** The mark of the fixture's fence. */
const mark = "nc>";
const said = "You pay 20 euros for a lost key [1].\nMasks are in box 4 [2].";
const copied = `${mark} You pay 20 ${mark} euros for a lost key [1].\n${mark}Masks are in box 4 [2]. ${mark}`;
/** The beginning of the mark, as a part of the answer. */
const cutOff = `${said} n`;

/** Cuts a text at some places. */
function cut(text: string, places: readonly number[]): readonly string[] {
  const cuts = [0, ...places.map((place) => place % text.length).sort((one, other) => one - other), text.length];
  return cuts.slice(1).map((end, index) => text.slice(cuts[index], end));
}

describe("marks that a model copies from its prompt", () => {
  it("are in the prompt", async () => {
    const { requests } = await answer([said]);
    expect(requests[0]?.messages[0]?.text).toContain(`${mark} ${passages[0]?.text}`);
    expect(requests[0]?.source?.marks).toEqual({ line: mark });
  });

  it("are neither shown nor proposed, and change no citation, however the text arrives", async () => {
    const expected = await answer([said]);
    expect(expected.draft.sentences).toHaveLength(2);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 20 }), fc.boolean(), async (places, isCutOff) => {
        const { draft, proposed } = await answer([cut(isCutOff ? cutOff : copied, places)]);
        expect(draft).toEqual(expected.draft);
        expect(proposed).toEqual(expected.proposed);
      }),
      { numRuns: 50 },
    );
  });

  it("are removed from hidden reasoning and elements", async () => {
    const parts: readonly GenerationPart[] = [
      { type: "reasoning", text: "Let me see. n" },
      { type: "reasoning", text: "c> A key" },
      { type: "element", value: { text: `${mark} You pay 20 euros for a lost key.`, passages: [1] } },
      { type: "end", reason: "stop", usage: { inputTokens: 10, outputTokens: 5 }, warnings: [] },
    ];
    const generator = {
      holdsSchema: true,
      async *generate() {
        yield* parts;
      },
    };
    const { draft, thoughts } = await answer([], { generator });
    expect(draft.sentences.map(({ text }) => text)).toEqual(["You pay 20 euros for a lost key."]);
    expect(thoughts).toEqual(["Let me see. A key"]);
  });

  it("are removed from data values and from their sentences", async () => {
    const schema = { type: "object", properties: { price: { type: "string" } } } as const;
    const sentence = { text: `A lost key costs\n${mark} 20 euros.`, passages: [1], values: ["/price"] };
    const json = JSON.stringify({ sentences: [sentence], answer: { price: `${mark} 20 euros` } });
    const { draft } = await answer([cut(json, [30, 60, 90])], { options: { schema } });
    expect(draft.data?.value).toEqual({ price: "20 euros" });
    expect(draft.sentences[0]?.text).not.toContain(mark);
  });

  it("do not hide that nothing was found", async () => {
    const { draft, requests } = await answer([`${mark} NOT FOUND`]);
    expect(draft.sentences).toEqual([]);
    expect(requests).toHaveLength(1);
  });
});
