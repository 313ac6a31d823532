import type { Document, Span } from "../../../index.ts";

/** Sentences that answer a question which can be asked in their own words: their form, and the question. */
const askable: readonly (readonly [RegExp, (subject: string) => string])[] = [
  [/^((?:An?|The) [\p{L}\p{N} -]{3,40}?) costs? [^\p{L}]/u, (subject) => `What does ${lowered(subject)} cost?`],
  [
    /^((?:An?|The) [\p{L}\p{N} -]{3,40}?) (?:takes?|lasts?) (?:about |at most )?\d/u,
    (subject) => `How long does ${lowered(subject)} take?`,
  ],
  [/^((?:The|Our) [\p{Ll} -]{3,40}?) is \p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u, (subject) => `Who is ${lowered(subject)}?`],
  ...(["opened", "founded", "built", "bought"] as const).map((happened): (typeof askable)[number] => [
    new RegExp(String.raw`^((?:The|An?) [\p{L} -]{3,40}?) (?:is|was) ${happened} (?:in|on) (?:\p{Lu}\p{Ll}+ )?\d`, "u"),
    (subject) => `When was ${lowered(subject)} ${happened}?`,
  ]),
  [/^((?:The|An?) [\p{L} -]{3,40}?) is kept for /u, (subject) => `How long is ${lowered(subject)} kept?`],
];

/** A question, and what of a document answers it; of a heading that is known to be in its document only. */
export interface SuggestedQuestion {
  readonly question: string;
  readonly documentId: string;
  readonly span?: Span;
}

type ReadDocument = Pick<Document, "id" | "text" | "elements" | "language">;

/**
 * Questions that a document's own words answer: headings that are questions, and what plain English sentences say. One a document
 * before a second of any, so that several have their say; none twice.
 *
 * @param documents  in the order of the questions
 * @param count      how many at most
 */
export function suggestQuestions(documents: readonly ReadDocument[], count: number): readonly SuggestedQuestion[] {
  const each = documents.map((document) => [...askingHeadings(document), ...askedBySentences(document)]);
  const rounds = Math.max(0, ...each.map(({ length }) => length));
  const inTurn = Array.from({ length: rounds }, (_, round) =>
    each.flatMap((questions) => questions[round] ?? []),
  ).flat();
  const byQuestion = new Map<string, SuggestedQuestion>();
  for (const suggested of inTurn)
    if (!byQuestion.has(suggested.question)) byQuestion.set(suggested.question, suggested);
  return [...byQuestion.values()].slice(0, count);
}

function askingHeadings({ id, text, elements }: ReadDocument): readonly SuggestedQuestion[] {
  return elements
    .filter(({ kind }) => kind === "heading")
    .map(({ span }) => onOneLine(text.slice(span.start, span.end)).replace(/^(?:#{1,6}|[\d.]+)\s+/, ""))
    .filter((heading) => heading.endsWith("?"))
    .map((question) => ({ question, documentId: id }));
}

function askedBySentences({ id, text, elements, language = "en" }: ReadDocument): readonly SuggestedQuestion[] {
  if (language !== "en") return [];
  return elements
    .filter(({ kind }) => kind === "paragraph" || kind === "list")
    .flatMap(({ span }) => sentencesIn(text, span))
    .flatMap((span) => {
      const sentence = onOneLine(text.slice(span.start, span.end)).replace(/^[-*\d.]+\s+/, "");
      return askFor(sentence).map((question) => ({ question, documentId: id, span }));
    });
}

/** Cut where a sign ends one and a capital begins the next. */
function sentencesIn(text: string, { start, end }: Span): readonly Span[] {
  const cuts = [...text.slice(start, end).matchAll(/(?<=[.!?;:])\s+(?=\p{Lu})/gu)].map(({ index }) => start + index);
  return [start, ...cuts].map((from, at) => ({ start: from, end: cuts[at] ?? end }));
}

/** Whoever names something does so in few words; with these there is another clause between it and what is said of it. */
const CLAUSE = /\b(?:and|or|but|if|when|that|which|who|is|are|was|were|has|have|had|can|may|must|will|took|takes?)\b/i;
const MOST_WORDS = 6;

function askFor(sentence: string): readonly string[] {
  for (const [form, question] of askable) {
    const subject = form.exec(sentence)?.[1];
    if (subject === undefined || CLAUSE.test(subject) || subject.split(" ").length > MOST_WORDS) continue;
    return [question(subject)];
  }
  return [];
}

const onOneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
