import { z } from "zod";
import { createExpressionReader, formsSchema, partsSchema } from "../../matching/read-expressions.ts";
import english from "./english.json" with { type: "json" };
import german from "./german.json" with { type: "json" };

/** Data file of a language. */
const languageSchema = z.strictObject({
  language: z.enum(["en", "de"]),
  /** Other people who may say it, such as the patients of a handbook. */
  others: formsSchema,
  /** Words for saying it. */
  says: formsSchema,
  /** Words for works, such as songs. */
  works: formsSchema,
  /** Beginnings of a question about a work, or of the request to write one. */
  askingOfWorks: formsSchema,
  parts: partsSchema,
  /**
   * Ways in which people in a crisis write. In a form, a space stands for up to three characters of white space, `<N>`
   * for up to N words, and `<end>` for the end of a sentence or clause. Repetitions are bounded, so that a match takes
   * linear time.
   */
  rules: z.array(z.strictObject({ id: z.string(), score: z.number().min(0).max(1), forms: formsSchema })),
});

/** One way in which people in a crisis write. */
export interface CrisisRule {
  /** Name of the rule in verdicts. */
  readonly evidence: string;
  readonly language: "en" | "de";
  /** Certainty of a match, from 0 to 1. */
  readonly score: number;
  readonly pattern: RegExp;
}

/** The data files of all languages. */
export const crisisLanguages = [english, german].map((file) => languageSchema.parse(file));

/**
 * Lower-case letters of the Latin alphabet, for a class of a pattern. The class of all letters takes long to compile,
 * and the first question of a process waits for it.
 */
const LETTERS = "a-zß-ɏ";

/** Ways in which a sentence, or a part of it, ends. */
const endings =
  "(?=\\s{0,3}(?:[.!?,;:…)\"'\\n]|$|any\\s?more\\b|any\\slonger\\b|like\\sthis\\b|and\\b|but\\b|because\\b|i\\b|und\\b|aber\\b|weil\\b|ich\\b))";

/** The rules of all languages. Their patterns match words in lower case. */
export const crisisRules: readonly CrisisRule[] = crisisLanguages.flatMap(({ language, parts, rules }) => {
  const read = createExpressionReader(parts);
  return rules.map(({ id, score, forms }) => {
    const source = toPattern(read(forms));
    return { evidence: id, language, score, pattern: new RegExp(`(?<![${LETTERS}0-9'])(?:${source})`, "g") };
  });
});

/** Writes out what spaces, `<N>` and `<end>` stand for. */
function toPattern(words: string): string {
  return words
    .replaceAll(/ <(\d)>/g, "«$1»")
    .replaceAll(" ?", "\\s{0,3}")
    .replaceAll(" ", "\\s{1,3}")
    .replaceAll(/«(\d)»/g, (_, most: string) => openWords(most))
    .replaceAll("<end>", endings);
}

/** Up to so many words that a pattern leaves open. Each begins with white space, so there is one way to read them. */
function openWords(most: string): string {
  return `(?:\\s{1,3}[${LETTERS}0-9'-]{1,15}){0,${most}}?`;
}
