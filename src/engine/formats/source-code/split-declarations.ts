import type { Span } from "../../../core/index.ts";
import type { Language } from "./languages.ts";

/** Start of a line that continues the lines above it, although it begins at the margin. */
const CONTINUES =
  /^(?:[\])}{]|(?:end|else|elif|elsif|elseif|catch|except|rescue|finally|ensure|then|do|fi|done|esac|where|begin|in)\b)/i;
const ATTRIBUTE = /^(?:@\w|#!?\[|\[[A-Z][\w.(]*|template\s*<)/;

export interface SourceLine extends Span {
  /** Number of the line, from 1. */
  readonly number: number;
}

interface Block {
  readonly lines: SourceLine[];
  /** True if the block has an indented line. Then the next line at the margin begins a new block. */
  hasBody: boolean;
  /** True if the block has only comments and attributes so far, which belong to the declaration after them. */
  isLeading: boolean;
}

/**
 * Cuts source code at its declarations. In every common language they begin at the margin, and their bodies are
 * indented or closed by a bracket or a word such as `end`. Comments and attributes right above a declaration stay with
 * it. Lines without a body (imports) stay together. Nothing is cut within a comment or string over several lines.
 *
 * @returns  the lines of each block, in order; every line that is not blank is in one of them
 */
export function splitDeclarations(text: string, language: Language): readonly (readonly SourceLine[])[] {
  return splitLines(text, linesOf(text), language, 0);
}

/**
 * Cuts lines at the declarations that begin at a margin. Lines before the margin close the declarations above them.
 *
 * @param margin  number of white-space characters before a line at the margin
 */
export function splitLines(
  text: string,
  lines: Iterable<SourceLine>,
  language: Language,
  margin: number,
): readonly (readonly SourceLine[])[] {
  const blocks: Block[] = [];
  const scan = createScanner(language);
  let previous: SourceLine | undefined;
  for (const line of lines) {
    const whole = text.slice(line.start, line.end);
    const isInside = scan.isInside();
    scan.read(whole);
    if (whole.trim() === "") continue;
    const isAfterBlank = previous !== undefined && line.number > previous.number + 1;
    previous = line;
    const isBeforeMargin = whole.length - whole.trimStart().length < margin;
    const source = isBeforeMargin ? whole : whole.slice(margin);
    addLine(
      blocks,
      { line, source, isInside, isIndented: isBeforeMargin || /^\s/.test(source), isAfterBlank },
      language,
    );
  }
  return blocks.map((block) => block.lines);
}

function addLine(blocks: Block[], candidate: Candidate, language: Language): void {
  const { line, source, isInside, isIndented } = candidate;
  const isLeading = !isInside && !isIndented && (startsComment(source, language) || isAttribute(source));
  const block = blocks.at(-1);
  if (block === undefined || startsBlock(block, candidate)) {
    blocks.push({ lines: [line], hasBody: isIndented, isLeading });
    return;
  }
  block.lines.push(line);
  block.hasBody ||= isIndented && !isInside;
  block.isLeading &&= isLeading || isInside;
}

interface Candidate {
  readonly line: SourceLine;
  /** The line from the margin on. */
  readonly source: string;
  readonly isInside: boolean;
  readonly isIndented: boolean;
  readonly isAfterBlank: boolean;
}

function startsBlock(block: Block, { source, isInside, isIndented, isAfterBlank }: Candidate): boolean {
  if (isInside || isIndented || CONTINUES.test(source)) return false;
  return isAfterBlank || (block.hasBody && !block.isLeading);
}

export function startsComment(source: string, { line, block }: Language): boolean {
  return [...line, ...block.map(([open = ""]) => open)].some((mark) => source.startsWith(mark));
}

function* linesOf(text: string): Generator<SourceLine> {
  let number = 1;
  for (let start = 0; start <= text.length; number++) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    yield { start, end, number };
    start = end + 1;
  }
}

/** Returns whether a line is an attribute or a decorator, which belongs to the declaration after it. */
export function isAttribute(source: string): boolean {
  return ATTRIBUTE.test(source);
}

interface Scanner {
  isInside(): boolean;
  read(line: string): void;
}

/** Creates a scanner that knows whether a comment or string is open. Marks inside single-line strings do not count. */
function createScanner({ line: lineMarks, block }: Language): Scanner {
  const closes = new Map(block.map(([open = "", close = ""]) => [open, close]));
  const marks = [...closes.keys(), ...lineMarks].sort((a, b) => b.length - a.length).map(escapeMark);
  const token = new RegExp(`${marks.join("|")}|"(?:[^"\\\\]|\\\\.){0,2000}"|'(?:[^'\\\\]|\\\\.){0,2000}'`, "g");
  let close: string | undefined;
  /** Ends an open comment or string. Returns where code begins; undefined if the line does not end it. */
  const findCode = (source: string, at: number): number | undefined => {
    if (close === undefined) return at;
    const end = source.indexOf(close, at);
    if (end < 0) return undefined;
    const start = end + close.length;
    close = undefined;
    return start;
  };
  return {
    isInside: () => close !== undefined,
    read(source) {
      for (let at = 0; at < source.length; ) {
        const start = findCode(source, at);
        if (start === undefined) return;
        token.lastIndex = start;
        const match = token.exec(source);
        if (match === null || lineMarks.includes(match[0])) return;
        close = closes.get(match[0]);
        at = match.index + match[0].length;
      }
    },
  };
}

function escapeMark(mark: string): string {
  return mark.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
