import type { Document } from "../../../index.ts";

/** Sentences that answer a question which can be asked in their own words: their form, and the question. */
const askable: readonly (readonly [RegExp, (subject: string) => string])[] = [
  [/^((?:An?|The) [\p{L}\p{N} -]{3,40}?) costs? [^\p{L}]/u, (subject) => `What does ${lowered(subject)} cost?`],
  [
    /^((?:An?|The) [\p{L}\p{N} -]{3,40}?) (?:takes?|lasts?) (?:about |at most )?\d/u,
    (subject) => `How long does ${lowered(subject)} take?`,
  ],
  [/^((?:The|Our) [\p{Ll} -]{3,40}?) is \p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u, (subject) => `Who is ${lowered(subject)}?`],
  [
    /^((?:The|An?) [\p{L} -]{3,40}?) (?:is|was) (?:opened|founded|built|bought) (?:in|on) \d/u,
    (subject) => `When was ${lowered(subject)} opened?`,
  ],
  [/^((?:The|An?) [\p{L} -]{3,40}?) is kept for /u, (subject) => `How long is ${lowered(subject)} kept?`],
];

/**
 * Questions that a document's own words answer: headings that are questions, and what plain English sentences say. The same
 * documents give the same questions, one each, so that several have their say.
 *
 * @param documents  in the order of the questions
 * @param count      how many at most
 */
export function suggestQuestions(
  documents: readonly Pick<Document, "text" | "elements" | "language">[],
  count: number,
): readonly string[] {
  const questions = documents.flatMap((document) => {
    const [first] = [...askingHeadings(document), ...askedBySentences(document)];
    return first === undefined ? [] : [first];
  });
  return [...new Set(questions)].slice(0, count);
}

function askingHeadings({ text, elements }: Pick<Document, "text" | "elements">): readonly string[] {
  return elements
    .filter(({ kind }) => kind === "heading")
    .map(({ span }) => onOneLine(text.slice(span.start, span.end)).replace(/^(?:#{1,6}|[\d.]+)\s+/, ""))
    .filter((heading) => heading.endsWith("?"));
}

function askedBySentences({
  text,
  elements,
  language = "en",
}: Pick<Document, "text" | "elements" | "language">): readonly string[] {
  if (language !== "en") return [];
  return elements
    .filter(({ kind }) => kind === "paragraph" || kind === "list")
    .flatMap(({ span }) => onOneLine(text.slice(span.start, span.end)).split(/(?<=[.!?;:])\s+(?=\p{Lu})/u))
    .flatMap((sentence) => askFor(sentence.replace(/^[-*\d.]+\s+/, "")));
}

function askFor(sentence: string): readonly string[] {
  for (const [form, question] of askable) {
    const subject = form.exec(sentence)?.[1];
    if (subject !== undefined) return [question(subject)];
  }
  return [];
}

const onOneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
