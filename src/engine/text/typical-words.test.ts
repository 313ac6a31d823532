import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAnalyzer } from "./create-analyzer.ts";
import { createTypicalWordFinder } from "./typical-words.ts";

const analyzer = createAnalyzer();

function typicalOf(texts: readonly string[], most = 3, language = "en"): readonly (readonly (string | undefined)[])[] {
  const finder = createTypicalWordFinder(analyzer);
  for (const text of texts) finder.add(text, language);
  const { vocabulary, texts: found } = finder.find(most);
  return found.map((indexes) => indexes.map((index) => vocabulary[index]));
}

describe("typical words", () => {
  it("are whole words that one text has and others lack, without stop words, numbers and codes", () => {
    const [first] = typicalOf([
      "The autoclave is serviced yearly. Autoclaves need a new seal, A-113-07, every 12 months.",
      "The clinic needs a new phone.",
      "The clinic is serviced yearly.",
    ]);
    expect(first?.[0]).toMatch(/^autoclaves?$/i);
    expect(first?.join(" ")).not.toMatch(/\d|\bthe\b|\bis\b/i);
  });

  it("are spelled in their most frequent form", () => {
    expect(typicalOf(["Keys open doors. A key is lost. A key is found. Keys!", "x"])[0]?.[0]).toBe("key");
    expect(typicalOf(["Der Schlüssel liegt hier. Ein Schlüssel fehlt."], 1, "de")[0]).toEqual(["Schlüssel"]);
  });

  it("occur once in the vocabulary, and at most the requested number in each text", () => {
    const words = fc.array(fc.constantFrom("fox", "hen", "barn", "Fox", "foxes", "the"), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), fc.integer({ min: 1, max: 3 }), (texts, most) => {
        const finder = createTypicalWordFinder(analyzer);
        for (const text of texts) finder.add(text.join(" "), "en");
        const { vocabulary, texts: found } = finder.find(most);
        expect(new Set(vocabulary).size).toBe(vocabulary.length);
        expect(found.length).toBe(texts.length);
        for (const indexes of found) {
          expect(indexes.length).toBeLessThanOrEqual(most);
          for (const index of indexes) expect(vocabulary[index]).toBeDefined();
        }
      }),
    );
  });
});
