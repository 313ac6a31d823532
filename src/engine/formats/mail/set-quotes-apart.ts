import type { Element, Span } from "../../../core/index.ts";
import { isAttribution } from "../../text/index.ts";
import { findBlocks } from "../plain-text/find-blocks.ts";

/** Maximum number of lines over which mail programs wrap `On … wrote:`. */
const MAX_ATTRIBUTION_LINES = 3;
/** Number of lines in which the header of an Outlook quote has its date and subject. */
const HEADER_LINES = 8;
const HEADER_START = /^(?:From|Von|De) ?:/i;
const HEADER_DATE = /^(?:Sent|Date|Gesendet|Datum|Envoyé|Date d'envoi) ?:/im;
const HEADER_SUBJECT = /^(?:Subject|Betreff|Objet) ?:/im;
const MARK = /^\s*>/;

/** A line of a mail, without its line end. */
interface Line extends Span {
  readonly text: string;
}

/**
 * Finds the blocks of a plain mail. Mails that it quotes are set apart: `On 1 March 2024, Ann wrote:`, or the first
 * line of Outlook's header, is a heading, and the quoted lines below it or after `>` are quotes.
 *
 * @param text  NFC with `\n` line ends
 */
export function findMailBlocks(text: string): readonly Element[] {
  return findParts(splitLines(text)).flatMap((part) => writePart(text, part));
}

/** Lines of a mail that belong together. */
interface Part extends Span {
  readonly kind: "own" | "attribution" | "quote";
}

function findParts(lines: readonly Line[]): readonly Part[] {
  const parts: Part[] = [];
  let isRestQuoted = false;
  for (let at = 0; at < lines.length; ) {
    const count = countAttributionLines(lines, at);
    if (count > 0) {
      parts.push({ kind: "attribution", start: lines[at]?.start ?? 0, end: lines[at + count - 1]?.end ?? 0 });
      isRestQuoted ||= !startsWithMark(lines.slice(at + count, at + count + HEADER_LINES));
    } else addLine(parts, lines[at], isRestQuoted);
    at += Math.max(1, count);
  }
  return parts;
}

function startsWithMark(lines: readonly Line[]): boolean {
  return MARK.test(lines.find(({ text }) => text.trim() !== "")?.text ?? "");
}

function addLine(parts: Part[], line: Line | undefined, isRestQuoted: boolean): void {
  if (line === undefined || line.text.trim() === "") return;
  const kind = isRestQuoted || MARK.test(line.text) ? "quote" : "own";
  const last = parts.at(-1);
  if (last?.kind === kind) parts[parts.length - 1] = { ...last, end: line.end };
  else parts.push({ kind, start: line.start, end: line.end });
}

/**
 * Sets quoted mails apart in the blocks of an HTML mail, as `findMailBlocks` does. What HTML
 * marks as a quote is one already.
 */
export function setQuotesApart(text: string, blocks: readonly Element[]): readonly Element[] {
  let isRestQuoted = false;
  return blocks.flatMap((block, index): readonly Element[] => {
    const lines = splitLines(text.slice(block.span.start, block.span.end));
    const count = block.kind === "paragraph" ? countAttributionLines(lines, 0) : 0;
    if (count > 0) {
      isRestQuoted ||= count < lines.length || blocks[index + 1]?.kind !== "quote";
      const end = block.span.start + (lines[count - 1]?.end ?? 0);
      const heading: Element = { kind: "heading", level: 2, span: { start: block.span.start, end } };
      const rest = lines[count];
      if (rest === undefined) return [heading];
      return [heading, { kind: "quote", span: { start: block.span.start + rest.start, end: block.span.end } }];
    }
    return [isRestQuoted && block.kind === "paragraph" ? { ...block, kind: "quote" } : block];
  });
}

function splitLines(text: string): readonly Line[] {
  let start = 0;
  return text.split("\n").map((line) => {
    const span = { start, end: start + line.length };
    start = span.end + 1;
    return { ...span, text: line };
  });
}

/** Tests for a date and a subject in the lines below `From:`. */
function isOutlookHeader(lines: readonly Line[], at: number): boolean {
  const header = lines.slice(at, at + HEADER_LINES).map(({ text }) => text.trim());
  const joined = header.join("\n");
  return HEADER_DATE.test(joined) && HEADER_SUBJECT.test(joined);
}

/** Returns the number of lines of an attribution that begins at a line, or 0. */
function countAttributionLines(lines: readonly Line[], at: number): number {
  const first = lines[at]?.text ?? "";
  if (HEADER_START.test(first.trim())) return isOutlookHeader(lines, at) ? 1 : 0;
  if (first.trim() === "" || MARK.test(first)) return 0;
  for (let count = 1; count <= MAX_ATTRIBUTION_LINES; count++) {
    const joined = lines.slice(at, at + count).map(({ text }) => text.trim());
    if (joined.at(-1) === "") return 0;
    // The line in front of an attribution is not part of it, even if both together look like one.
    if (isAttribution(joined.join(" ")) && !isAttribution(joined.slice(1).join(" "))) return count;
  }
  return 0;
}

function writePart(text: string, { kind, start, end }: Part): readonly Element[] {
  if (kind === "attribution") return [{ kind: "heading", level: 2, span: { start, end } }];
  return [...findBlocks(text.slice(start, end))].map((block) => {
    const span = shift(block.span, start);
    return kind === "own" ? { ...block, span } : { kind: "quote", span };
  });
}

function shift(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}
