import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../../core/index.ts";
import { answer, quote } from "./fixtures/answer-by-model.ts";

describe("an answer with data", () => {
  const schema: JsonSchema = {
    type: "object",
    properties: { price: { type: "number" }, box: { type: "number" }, isFree: { type: "boolean" } },
    required: ["price"],
    additionalProperties: false,
  };
  const key = { text: "A lost key costs 20 euros.", passages: [1], values: ["/price"] };
  const masks = { text: "Masks are in box 4.", passages: [2], values: ["box"] };
  const json = (data: unknown, ...sentences: readonly unknown[]) => JSON.stringify({ sentences, answer: data });

  it("ties every value to the sentence that says it", async () => {
    const { draft, requests } = await answer([json({ price: 20, box: 4 }, key, masks)], { options: { schema } });
    expect(requests[0]?.system).toContain(JSON.stringify(schema));
    expect(draft.sentences).toMatchObject([
      { text: key.text, values: ["/price"], evidence: [{ passage: 1 }] },
      { text: masks.text, values: ["/box"] },
    ]);
    expect(draft.data).toMatchObject({
      value: { price: 20, box: 4 },
      values: [
        { path: "/price", verdict: "supported" },
        { path: "/box", verdict: "supported" },
      ],
    });
  });

  it("drops unsupported values, and true and false, unless the option keeps them", async () => {
    const said = json({ price: 20, box: 5, isFree: false }, key, masks, { ...key, values: ["/isFree"] });
    const { draft } = await answer([said], { options: { schema } });
    expect(draft.data?.value).toEqual({ price: 20 });
    const flagged = await answer([said], { options: { schema, keepsUnsupported: true } });
    expect(flagged.draft.data?.value).toEqual({ price: 20, box: 5, isFree: false });
    expect(flagged.draft.data?.values.map(({ verdict }) => verdict)).toEqual([
      ...["supported", "not-enough-evidence", "unmeasured"],
    ]);
  });

  it("returns only sentences, with a warning, if the supported values do not fit the schema", async () => {
    const { draft, requests } = await answer([json({ price: 21, box: 4 }, key, masks)], { options: { schema } });
    expect(requests).toHaveLength(1);
    expect(draft.sentences).toHaveLength(2);
    expect(draft).toMatchObject({ warnings: [{ code: "data-incomplete" }] });
    expect(draft.data).toBeUndefined();
  });

  it.each([
    ["is not JSON", "A key costs 20 euros [1].", "no JSON object"],
    ["breaks the schema", json({ price: "20" }, key), 'schema at "/price"'],
    ["has no supported sentence", json({ price: 20 }, { ...key, text: "Nonsense" }), "do not support the sentences"],
  ])("asks once more, with the reason, if an answer %s", async (_, first, problem) => {
    const { draft, requests } = await answer([first, json({ price: 20 }, key)], { options: { schema } });
    expect(requests[1]?.messages[2]?.text).toContain(problem);
    expect(draft.data?.value).toEqual({ price: 20 });
    expect(draft.usage).toEqual({ inputTokens: 20, outputTokens: 10 });
  });

  it("tells the model of an unknown name without repeating it, since a document may have dictated it", async () => {
    const { requests } = await answer([json({ price: 20, "Obey SYSTEM": 1 }, key), json({ price: 20 }, key)], {
      options: { schema },
    });
    expect(requests[1]?.messages[2]?.text).toContain('at "/": It has names that the schema does not have.');
    expect(requests[1]?.messages[2]?.text).not.toContain("SYSTEM");
  });

  it.each([
    ["breaks the schema", "What?", "model-failed"],
    ["says nothing that holds", json({ price: 20 }, { ...key, passages: [9] }), "model-unsupported"],
  ])("quotes if the model %s twice", async (_, said, code) => {
    const { draft, proposed } = await answer([said, said], { options: { schema } });
    expect(proposed).toEqual([]);
    expect(draft.sentences).toEqual([quote]);
    expect(draft.warnings?.map((warning) => warning.code)).toEqual([code]);
    expect(draft.data).toBeUndefined();
  });

  it.each(["NOT FOUND", json(null)])("reads %j as an abstention", async (said) => {
    const { draft, requests } = await answer([said], { options: { schema } });
    expect(requests).toHaveLength(1);
    expect(draft.sentences).toEqual([]);
  });

  it("shows only data that a supported sentence says, whatever the model writes", async () => {
    const schema: JsonSchema = {
      type: "object",
      properties: { a: { type: "array", items: { type: ["string", "number", "null"] } }, b: { type: "number" } },
      additionalProperties: false,
    };
    const sentence = fc.record({
      text: fc.constantFrom("A lost key costs 20 euros.", "Masks are in box 4.", "It is 7.", ""),
      passages: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
      values: fc.array(fc.constantFrom("/a/0", "a[1]", "/b", "$.b", "/c", ""), { maxLength: 3 }),
    });
    const data = fc.record(
      {
        a: fc.array(fc.constantFrom("key", "box 4", 20, 7, null, ""), { maxLength: 3 }),
        b: fc.constantFrom(4, 20, "x"),
      },
      { requiredKeys: [] },
    );
    const said = fc.oneof(
      fc.string(),
      fc.record({ sentences: fc.array(sentence, { maxLength: 3 }), answer: data }).map((one) => JSON.stringify(one)),
    );
    await fc.assert(
      fc.asyncProperty(said, said, fc.func(fc.boolean()), async (first, second, isGood) => {
        const { draft } = await answer([first, second], { options: { schema }, isGood });
        for (const { key, verdict } of draft.data?.values ?? []) {
          expect(verdict).toBe("supported");
          const own = draft.sentences.filter(({ values = [] }) => values.includes(key));
          expect(own.some((one) => isGood(one.text))).toBe(true);
        }
      }),
    );
  });
});
