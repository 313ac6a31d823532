import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { detectLanguage, detectOtherLanguage, likeliestLanguage } from "./detect-language.ts";

const samples = z
  .array(z.object({ language: z.string(), text: z.string(), question: z.string() }))
  .parse(JSON.parse(readFileSync(new URL("./fixtures/languages.json", import.meta.url), "utf8")));
const textOf = (language: string): string => samples.find((sample) => sample.language === language)?.text ?? "";

describe("the language of a document", () => {
  it.each(samples)("is recognised from a paragraph in $language", async ({ language, text }) => {
    expect(await detectLanguage({ text })).toBe(language);
  });

  it("is not guessed from a few letters, numbers or addresses", async () => {
    expect(await detectLanguage({ text: "" })).toBeUndefined();
    expect(await detectLanguage({ text: "Invoice A-113" })).toBeUndefined();
    expect(await detectLanguage({ text: "12.50 | 13.75 | 14.00\n".repeat(100) })).toBeUndefined();
    expect(await detectLanguage({ text: "https://example.org/the/library/opens/at/nine\n".repeat(9) })).toBeUndefined();
  });

  it("is the declared one for a short document, and that of the text for a long one", async () => {
    expect(await detectLanguage({ text: "Menu", declared: "fr-CA" })).toBe("fr");
    expect(await detectLanguage({ text: textOf("de").slice(0, 90), declared: "en" })).toBe("en");
    expect(await detectLanguage({ text: textOf("de").repeat(3), declared: "en" })).toBe("de");
    expect(await detectLanguage({ text: textOf("de").repeat(3), declared: "no such tag" })).toBe("de");
  });

  it("is the declared one among languages that are hard to tell apart", async () => {
    expect(await detectLanguage({ text: textOf("no").repeat(3), declared: "nb-NO" })).toBe("no");
    expect(await detectLanguage({ text: textOf("da").repeat(3), declared: "da" })).toBe("da");
  });

  it("is taken from more than the document's beginning", async () => {
    const cover = "International Standard Serial Publication, Volume Three, Supplement. ".repeat(12);
    expect(await detectLanguage({ text: cover + textOf("fi").repeat(30) })).toBe("fi");
  });

  it("is English for an English list of foreign names and titles", async () => {
    const list =
      "CNN (2020). 40. Attualita. Coronavirus, primi due casi in Italia. Corriere della Sera, accessed in March. 41. The Guardian. Italy orders closure of schools and universities due to the outbreak. 42. Governo Italiano, Presidenza del Consiglio. 43. Report of the joint mission on the disease. 44. Measures of the government against the spread of the virus.";
    expect(await detectLanguage({ text: list })).toBe("en");
  });

  it("is a two-letter code or undefined for any text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 400 }), fc.string(), async (text, declared) => {
        expect((await detectLanguage({ text, declared })) ?? "xx").toMatch(/^[a-z]{2}$/);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a question in another language than the collection", () => {
  const otherLanguages = samples.filter(({ language }) => !["en", "he"].includes(language));

  it.each(otherLanguages)("is recognised in $language", async ({ question }) => {
    expect(await detectOtherLanguage(question, ["en"])).toMatch(/^[a-z]{2}$/);
  });

  it("is not recognised in a question in one of the collection's languages, or from a few letters", async () => {
    expect(await detectOtherLanguage("How much does a library card cost?", ["en"])).toBeUndefined();
    expect(await detectOtherLanguage("Wie viel kostet ein Ausweis für die Bibliothek?", ["en", "de"])).toBeUndefined();
    expect(await detectOtherLanguage("Rückgabe", ["en"])).toBeUndefined();
    expect(await detectOtherLanguage("", ["en"])).toBeUndefined();
  });
});

describe("the likeliest of several languages", () => {
  it("is found even for a few words", async () => {
    expect(await likeliestLanguage("What is the dose?", ["de", "en", "sv"])).toBe("en");
    expect(await likeliestLanguage("Wie hoch ist die Dosis?", ["de", "en", "sv"])).toBe("de");
    expect(await likeliestLanguage("図書館", ["de", "en"])).toBeUndefined();
    expect(await likeliestLanguage("anything at all", [])).toBeUndefined();
  });
});
