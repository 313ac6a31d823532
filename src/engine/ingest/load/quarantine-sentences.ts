import type { GuardSpan, GuardVerdict, ReceiptWarning, Span } from "../../../core/index.ts";
import { splitSentences } from "../../text/index.ts";

/** A text without its quarantined sentences, and the warnings that name their places. */
export interface QuarantinedText {
  readonly text: string;
  readonly warnings: readonly ReceiptWarning[];
}

/** A sentence of a document that guards quarantine. */
interface TaintedSentence {
  readonly span: Span;
  readonly guards: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
}

/** Maximum number of warnings about single sentences. */
const MAX_WARNINGS = 100;

/**
 * Blacks out every sentence in which a guard found something to quarantine, so that it is not found, cited or given to a model.
 * The length stays, since places point into the text. The original bytes of the document keep the sentences.
 *
 * @returns undefined if no verdict names a place
 */
export function quarantineSentences(text: string, verdicts: readonly GuardVerdict[]): QuarantinedText | undefined {
  const tainted = taintedSentences(text, verdicts);
  if (tainted.length === 0) return undefined;
  const pieces: string[] = [];
  let read = 0;
  for (const { span } of tainted) {
    pieces.push(text.slice(read, span.start), text.slice(span.start, span.end).replace(/[^\n]/g, "█"));
    read = span.end;
  }
  const warnings = tainted.slice(0, MAX_WARNINGS).map(describe);
  return { text: pieces.join("") + text.slice(read), warnings: [...warnings, ...describeRest(tainted.length)] };
}

interface QuarantinedPlace extends GuardSpan {
  readonly guard: string;
}

/** Returns the sentences with a place that is quarantined, in their order. A place across several taints each of them. */
function taintedSentences(text: string, verdicts: readonly GuardVerdict[]): readonly TaintedSentence[] {
  const places = verdicts
    .filter(({ action }) => action === "quarantine")
    .flatMap(({ guard, spans }) => spans.map((span): QuarantinedPlace => ({ ...span, guard })))
    .sort((left, right) => left.start - right.start);
  if (places.length === 0) return [];

  const tainted: TaintedSentence[] = [];
  let next = 0;
  let open: readonly QuarantinedPlace[] = [];
  for (const span of withoutGaps(splitSentences(text), text.length)) {
    const starting = next;
    while (next < places.length && (places[next]?.start ?? 0) < span.end) next++;
    const inside = [...open, ...places.slice(starting, next)];
    open = inside.filter(({ end }) => end > span.end);
    if (inside.length > 0) tainted.push(describeTaint(span, inside));
  }
  return tainted;
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

function describe({ span, guards, types }: TaintedSentence): ReceiptWarning {
  const message = `The guard ${[...guards].sort().join(", ")} quarantined a sentence: ${[...types].sort().join(", ")}. It is not found or shown.`;
  return { code: "sentence-quarantined", message, span };
}

function describeRest(count: number): readonly ReceiptWarning[] {
  const rest = count - MAX_WARNINGS;
  if (rest <= 0) return [];
  return [{ code: "sentence-quarantined", message: `${rest} more sentences are quarantined.` }];
}
