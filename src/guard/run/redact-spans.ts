import type { GuardDecision, GuardSpan } from "../../core/index.ts";

/** Returns the text that replaces a part of another. */
export type Redaction = (span: GuardSpan, found: string) => string;

/** Names what was there: `[EMAIL]`. */
export const nameType: Redaction = ({ type }) => `[${type}]`;

/** Replaces each UTF-16 code unit with a block, so that every place in the text stays. Line breaks stay too. */
export const blackOut: Redaction = (_, found) => found.replace(/[^\n]/g, "█");

/** Returns the places that a decision redacts; none if it only records them. */
export function redactedSpans({ action, verdicts }: GuardDecision): readonly GuardSpan[] {
  if (action !== "redact") return [];
  return verdicts.filter((verdict) => verdict.action === "redact").flatMap(({ spans }) => spans);
}

/**
 * Replaces parts of a text. Overlapping parts are replaced as one, named by the first of them.
 *
 * @param spans  in any order, within the text
 */
export function redactSpans(text: string, spans: readonly GuardSpan[], redaction: Redaction): string {
  const pieces: string[] = [];
  let read = 0;
  for (const span of joinOverlapping(spans)) {
    pieces.push(text.slice(read, span.start), redaction(span, text.slice(span.start, span.end)));
    read = span.end;
  }
  return pieces.join("") + text.slice(read);
}

function joinOverlapping(spans: readonly GuardSpan[]): readonly GuardSpan[] {
  const joined: GuardSpan[] = [];
  for (const span of [...spans].sort((left, right) => left.start - right.start || right.end - left.end)) {
    const last = joined.at(-1);
    if (last === undefined || span.start >= last.end) joined.push(span);
    else if (span.end > last.end) joined[joined.length - 1] = { ...last, end: span.end };
  }
  return joined;
}
