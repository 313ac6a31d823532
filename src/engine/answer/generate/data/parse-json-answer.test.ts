import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJsonAnswer } from "./parse-json-answer.ts";

const answer = {
  sentences: [{ text: "A key costs 20 euros.", passages: [1], values: ["/price"] }],
  answer: { price: 20 },
};

describe("parseJsonAnswer", () => {
  it.each([
    ["bare", JSON.stringify(answer)],
    ["in a fence", `\`\`\`json\n${JSON.stringify(answer, null, 2)}\n\`\`\``],
    ["within words", `Here it is: ${JSON.stringify(answer)} Ask again!`],
  ])("reads an object %s", (_, text) => {
    expect(parseJsonAnswer(text)).toEqual(answer);
  });

  it("drops passages that are not numbers, and values that are not texts", () => {
    const loose = { ...answer, sentences: [{ text: "A.", passages: [1, "2", null], values: [3, "/a"] }] };
    expect(parseJsonAnswer(JSON.stringify(loose))).toMatchObject({ sentences: [{ passages: [1], values: ["/a"] }] });
  });

  it.each([
    ["words alone", /no JSON object/],
    ["{ a: 1 }", /not valid JSON/],
    ['{"answer": 1}', /"sentences"/],
    [`{"sentences": [], "answer": ${"[".repeat(9_000)}${"]".repeat(9_000)}}`, /too deeply/],
  ])("reports the problem with %.30s", (text, problem) => {
    expect(parseJsonAnswer(text)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it("reads any data unchanged or reports the problem, and never throws", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.string(), (value, noise) => {
        const read = parseJsonAnswer(JSON.stringify({ sentences: [], answer: value }));
        expect(read).toEqual({ sentences: [], answer: JSON.parse(JSON.stringify(value)) });
        expect(parseJsonAnswer(`{${noise}`)).toBeDefined();
      }),
    );
  });
});
