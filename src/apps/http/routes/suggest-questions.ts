import { type Document, findMax, type Span } from "../../../core/index.ts";

/** Forms of sentences that answer a question in their own words, each with its question. */
const sentenceForms: readonly (readonly [RegExp, (subject: string) => string])[] = [
  [/^((?:An?|The) [\p{L}\p{N} -]{3,40}?) costs? [^\p{L}]/u, (subject) => `What does ${lowerFirst(subject)} cost?`],
  [
    /^((?:An?|The) [\p{L}\p{N} -]{3,40}?) (?:takes?|lasts?) (?:about |at most )?\d/u,
    (subject) => `How long does ${lowerFirst(subject)} take?`,
  ],
  [/^((?:The|Our) [\p{Ll} -]{3,40}?) is \p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u, (subject) => `Who is ${lowerFirst(subject)}?`],
  ...(["opened", "founded", "built", "bought"] as const).map((participle): (typeof sentenceForms)[number] => [
    new RegExp(
      String.raw`^((?:The|An?) [\p{L} -]{3,40}?) (?:is|was) ${participle} (?:in|on) (?:\p{Lu}\p{Ll}+ )?\d`,
      "u",
    ),
    (subject) => `When was ${lowerFirst(subject)} ${participle}?`,
  ]),
  [/^((?:The|An?) [\p{L} -]{3,40}?) is kept for /u, (subject) => `How long is ${lowerFirst(subject)} kept?`],
];

/** A question and the place that answers it. For a heading, only the document is known. */
export interface SuggestedQuestion {
  readonly question: string;
  readonly documentId: string;
  readonly span?: Span;
}

type ReadDocument = Pick<Document, "id" | "text" | "elements" | "language">;

/**
 * Suggests questions that the documents answer in their own words: headings that are questions, and plain English
 * sentences turned into questions. Takes one question of each document in turn, and none twice.
 *
 * @param documents  documents in the order of their questions
 * @param count      maximum number of questions
 */
export function suggestQuestions(documents: readonly ReadDocument[], count: number): readonly SuggestedQuestion[] {
  const perDocument = documents.map((document) => [...headingQuestions(document), ...sentenceQuestions(document)]);
  const rounds = Math.max(0, findMax(perDocument.map(({ length }) => length)));
  const inTurn = Array.from({ length: rounds }, (_, round) =>
    perDocument.flatMap((questions) => questions[round] ?? []),
  ).flat();
  const byQuestion = new Map<string, SuggestedQuestion>();
  for (const suggested of inTurn)
    if (!byQuestion.has(suggested.question)) byQuestion.set(suggested.question, suggested);
  return [...byQuestion.values()].slice(0, count);
}

function headingQuestions({ id, text, elements }: ReadDocument): readonly SuggestedQuestion[] {
  return elements
    .filter(({ kind }) => kind === "heading")
    .map(({ span }) => joinLines(text.slice(span.start, span.end)).replace(/^(?:#{1,6}|[\d.]+)\s+/, ""))
    .filter((heading) => heading.endsWith("?"))
    .map((question) => ({ question, documentId: id }));
}

function sentenceQuestions({ id, text, elements, language = "en" }: ReadDocument): readonly SuggestedQuestion[] {
  if (language !== "en") return [];
  return elements
    .filter(({ kind }) => kind === "paragraph" || kind === "list")
    .flatMap(({ span }) => sentencesIn(text, span))
    .flatMap((span) => {
      const sentence = joinLines(text.slice(span.start, span.end)).replace(/^[-*\d.]+\s+/, "");
      return questionsOf(sentence).map((question) => ({ question, documentId: id, span }));
    });
}

/** Splits a text into sentences at a punctuation mark before a capital letter. */
function sentencesIn(text: string, { start, end }: Span): readonly Span[] {
  const cuts = [...text.slice(start, end).matchAll(/(?<=[.!?;:])\s+(?=\p{Lu})/gu)].map(({ index }) => start + index);
  return [start, ...cuts].map((from, at) => ({ start: from, end: cuts[at] ?? end }));
}

/** Words that show that the subject contains another clause. */
const CLAUSE = /\b(?:and|or|but|if|when|that|which|who|is|are|was|were|has|have|had|can|may|must|will|took|takes?)\b/i;
const MAX_SUBJECT_WORDS = 6;

function questionsOf(sentence: string): readonly string[] {
  for (const [form, question] of sentenceForms) {
    const subject = form.exec(sentence)?.[1];
    if (subject === undefined || CLAUSE.test(subject) || subject.split(" ").length > MAX_SUBJECT_WORDS) continue;
    return [question(subject)];
  }
  return [];
}

const joinLines = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
