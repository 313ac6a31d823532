import type { GuardSpan, GuardVerdict, ReceiptWarning, Span } from "../../../core/index.ts";
import { splitSentences } from "../../text/index.ts";

/** A sentence of a document that guards quarantine. */
export interface TaintedSentence {
  readonly span: Span;
  readonly guards: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
}

/** Maximum number of warnings about single sentences. */
const MAX_WARNINGS = 100;

interface QuarantinedPlace extends GuardSpan {
  readonly guard: string;
}

/**
 * Returns the sentences in which a guard found something to quarantine, in their order. A place
 * across several taints each of them.
 */
export function findTainted(text: string, verdicts: readonly GuardVerdict[]): readonly TaintedSentence[] {
  const places = verdicts
    .filter(({ action }) => action === "quarantine")
    .flatMap(({ guard, spans }) => spans.map((span): QuarantinedPlace => ({ ...span, guard })))
    .sort((left, right) => left.start - right.start);
  if (places.length === 0) return [];

  const tainted: TaintedSentence[] = [];
  let next = 0;
  let open: readonly QuarantinedPlace[] = [];
  const sentences = splitSentences(text, createPlaceFinder(text, places));
  for (const span of withoutGaps(sentences, text.length)) {
    const starting = next;
    while (next < places.length && (places[next]?.start ?? 0) < span.end) next++;
    const inside = [...open, ...places.slice(starting, next)];
    open = inside.filter(({ end }) => end > span.end);
    if (inside.length > 0) tainted.push(describeTaint(span, inside));
  }
  return tainted;
}

/**
 * Blacks out parts of a text, so that they are not found, cited or given to a model. The length stays, since places
 * point into the text. The original bytes of the document keep the words.
 *
 * @param spans  in the order of the text, without overlaps
 */
export function blackOutSpans(text: string, spans: readonly Span[]): string {
  const pieces: string[] = [];
  let read = 0;
  for (const { start, end } of spans) {
    pieces.push(text.slice(read, start), text.slice(start, end).replace(/[^\n]/g, "█"));
    read = end;
  }
  return pieces.join("") + text.slice(read);
}

/** Returns warnings that name the places of quarantined sentences. */
export function warnOfQuarantine(tainted: readonly TaintedSentence[]): readonly ReceiptWarning[] {
  const rest = tainted.length - MAX_WARNINGS;
  const warnings = tainted.slice(0, MAX_WARNINGS).map(describeSentence);
  if (rest <= 0) return warnings;
  return [...warnings, { code: "sentence-quarantined", message: `${rest} more sentences are quarantined.` }];
}

/**
 * Returns a function that says whether a paragraph, or the white space after it, has one of the places. Sentences
 * elsewhere need not be split, which takes long for a long text.
 */
function createPlaceFinder(text: string, places: readonly Span[]): (paragraph: Span) => boolean {
  const ends: number[] = [];
  for (const { end } of places) ends.push(Math.max(end, ends.at(-1) ?? 0));
  let first = 0;
  // The first paragraph has the white space before it, too.
  let isFirst = true;
  return (paragraph) => {
    const start = isFirst ? 0 : paragraph.start;
    isFirst = false;
    while (first < ends.length && (ends[first] ?? 0) <= start) first++;
    const place = places[first];
    return place !== undefined && text.slice(paragraph.end, place.start).trim() === "";
  };
}

function describeTaint(span: Span, inside: readonly QuarantinedPlace[]): TaintedSentence {
  const guards = new Set(inside.map(({ guard }) => guard));
  return { span, guards, types: new Set(inside.map(({ type }) => type)) };
}

/** Extends each sentence to the next one, so that a place in the white space between them taints one, too. */
function withoutGaps(sentences: readonly Span[], length: number): readonly Span[] {
  if (sentences.length === 0) return [{ start: 0, end: length }];
  return sentences.map(({ start }, index) => ({
    start: index === 0 ? 0 : start,
    end: sentences[index + 1]?.start ?? length,
  }));
}

function describeSentence({ span, guards, types }: TaintedSentence): ReceiptWarning {
  const message = `The guard ${[...guards].sort().join(", ")} quarantined a sentence: ${[...types].sort().join(", ")}. It is not found or shown.`;
  return { code: "sentence-quarantined", message, span };
}
