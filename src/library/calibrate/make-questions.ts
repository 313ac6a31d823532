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

/** Sentence with a fact to ask for. */
interface Askable {
  readonly source: QuestionSource;
  readonly sentence: string;
  readonly facts: readonly Fact[];
  readonly order: string;
}

const CHARACTERS = { from: 40, to: 240 };
const MIN_WORDS = 6;

/**
 * Makes questions from sentences of the documents: a date, a number or a name at the end of a sentence is asked for, as in
 * "The clinic was opened in what?". Every second one has no answer, as far as can be told without reading: a fact in
 * the sentence was changed for one of another document that its own does not have. The same documents give the same
 * questions.
 *
 * @param count  how many at most
 * @returns      marked as made; fewer where the documents have too few such sentences
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
  // Not the id, which is another one in each store.
  const textHash = createHash("sha256").update(source.text).digest("hex");
  return splitSentences(source.text).flatMap(({ start, end }): readonly Askable[] => {
    const sentence = source.text.slice(start, end).trim();
    if (!isPlain(sentence)) return [];
    const facts = findFacts(sentence);
    const order = createHash("sha256").update(`${textHash} ${start}`).digest("hex");
    return facts.length === 0 ? [] : [{ source, sentence, facts, order }];
  });
}

/** A whole sentence of prose on one line. */
function isPlain(sentence: string): boolean {
  const { length } = sentence;
  if (length < CHARACTERS.from || length > CHARACTERS.to || /[\n|]/u.test(sentence)) return false;
  return /^\p{Lu}.*[.!]$/u.test(sentence) && sentence.split(/\s+/u).length >= MIN_WORDS;
}

/** Finds facts in reading order, without overlap; dates win over the numbers in them. */
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

/** Makes a question without an answer by changing a fact of a sentence; undefined if there is nothing to change or nothing to put there. */
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
