import { createHash } from "node:crypto";
import type { LabelledQuestion, Span } from "../../core/index.ts";
import { findDates, findNames, findNumbers, splitSentences } from "../../engine/text/index.ts";

/** Document from which questions are generated. */
export interface QuestionSource {
  readonly id: string;
  readonly text: string;
}

type FactKind = "date" | "number" | "name";

interface Fact {
  readonly kind: FactKind;
  readonly text: string;
  /** Span within the sentence. */
  readonly span: Span;
}

/** Sentence with facts that a question can ask for. */
interface Askable {
  readonly source: QuestionSource;
  readonly sentence: string;
  readonly facts: readonly Fact[];
  readonly order: string;
}

const CHARACTERS = { from: 40, to: 240 };
const MIN_WORDS = 6;

/**
 * Makes questions from sentences of the documents. A question asks for the last date, number or name of a sentence, as
 * in "The clinic was opened in what?". If possible, every second question has no answer: another fact of its sentence
 * was replaced by one from another document, which the sentence's own document does not contain. The same documents
 * give the same questions.
 *
 * @param count  maximum number of questions
 * @returns      questions with `isGenerated`; fewer if the documents have too few suitable sentences
 */
export function makeQuestions(documents: readonly QuestionSource[], count: number): readonly LabelledQuestion[] {
  const askable = documents.flatMap(findAskable).sort((a, b) => (a.order < b.order ? -1 : 1));
  const made = new Map<string, LabelledQuestion>();
  let unanswerable = 0;
  for (const [index, one] of askable.entries()) {
    if (made.size === count) break;
    const changed = unanswerable < made.size - unanswerable ? changeFact(one, askable, index) : undefined;
    const question = changed ?? askFor(one);
    if (made.has(question.question)) continue;
    if (changed !== undefined) unanswerable++;
    made.set(question.question, question);
  }
  return [...made.values()];
}

function findAskable(source: QuestionSource): readonly Askable[] {
  // The order depends on the text instead of the id, because a document has different ids in different stores.
  const textHash = createHash("sha256").update(source.text).digest("hex");
  return splitSentences(source.text).flatMap(({ start, end }): readonly Askable[] => {
    const sentence = source.text.slice(start, end).trim();
    if (!isPlain(sentence)) return [];
    const facts = findFacts(sentence);
    const order = createHash("sha256").update(`${textHash} ${start}`).digest("hex");
    return facts.length === 0 ? [] : [{ source, sentence, facts, order }];
  });
}

/** Returns whether a text is one whole sentence of prose on one line. */
function isPlain(sentence: string): boolean {
  const { length } = sentence;
  if (length < CHARACTERS.from || length > CHARACTERS.to || /[\n|]/u.test(sentence)) return false;
  return /^\p{Lu}.*[.!]$/u.test(sentence) && sentence.split(/\s+/u).length >= MIN_WORDS;
}

/**
 * Finds dates, numbers and names in reading order, without overlaps. A date takes precedence over the numbers in it.
 */
function findFacts(sentence: string): readonly Fact[] {
  const all = [
    ...findDates(sentence).map(({ span }) => ({ kind: "date" as const, span })),
    ...findNumbers(sentence).map(({ span }) => ({ kind: "number" as const, span })),
    ...findNames(sentence).map(({ span }) => ({ kind: "name" as const, span })),
  ];
  const apart: Omit<Fact, "text">[] = [];
  for (const one of all) {
    const touches = apart.some(({ span }) => span.start < one.span.end && one.span.start < span.end);
    if (!touches) apart.push(one);
  }
  return apart
    .sort((a, b) => a.span.start - b.span.start)
    .map((fact) => ({ ...fact, text: sentence.slice(fact.span.start, fact.span.end) }));
}

function askFor({ sentence, facts }: Pick<Askable, "sentence" | "facts">): LabelledQuestion {
  const asked = facts.at(-1);
  const { start, end } = asked?.span ?? { start: sentence.length, end: sentence.length };
  const question = `${sentence.slice(0, start)}what${sentence.slice(end)}`.replace(/[.!]$/u, "?");
  return { question, answers: asked === undefined ? [] : [asked.text], isGenerated: true };
}

/**
 * Makes a question without an answer by replacing a fact of a sentence. Returns undefined if there is no fact to
 * replace, or no other document has a replacement.
 */
function changeFact(one: Askable, others: readonly Askable[], index: number): LabelledQuestion | undefined {
  const [fact] = one.facts.slice(0, -1);
  if (fact === undefined) return undefined;
  const inOrder = [...others.slice(index + 1), ...others.slice(0, index)];
  const other = inOrder
    .filter(({ source }) => source.id !== one.source.id)
    .flatMap(({ facts }) => facts)
    .find(({ kind, text }) => kind === fact.kind && !one.source.text.includes(text));
  if (other === undefined) return undefined;
  const { question } = askFor(one);
  const changed = question.slice(0, fact.span.start) + other.text + question.slice(fact.span.end);
  return { question: changed, answers: [], isGenerated: true };
}
