import type { Span } from "../../core/index.ts";

const tableRow = /^\s*\|/;
const heading = /^ {0,3}#{1,6}(?:\s|$)/;
const fence = /^\s*(?:```|~~~)/;
const listItem = /^\s*(?:[-*+•–]\s|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s)/;

/** Lines of a text that belong together. */
export interface TextBlock {
  readonly span: Span;
  /** True for a block that must not be split: a row of a table, a line of code. */
  readonly isWhole: boolean;
}

/**
 * Groups the lines of a text into blocks in which a sentence may continue over a line end. A blank line ends a block, a
 * list item begins one. A heading, a row of a Markdown table and a line of fenced code are separate blocks.
 *
 * @returns sorted blocks of whole lines without their line ends, which cover everything but blank lines
 */
export function textBlocks(text: string): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  let open: number | undefined;
  let end = 0;
  let fenced = false;
  const close = (isWhole: boolean): void => {
    if (open !== undefined) blocks.push({ span: { start: open, end }, isWhole });
    open = undefined;
  };
  for (const { start, end: lineEnd } of lines(text)) {
    const line = text.slice(start, lineEnd);
    const isFence = fence.test(line);
    const isWhole = fenced || isFence || tableRow.test(line);
    const isAlone = isWhole || heading.test(line);
    if (isFence) fenced = !fenced;
    if (line.trim() === "" || isAlone || listItem.test(line)) close(false);
    if (line.trim() === "") continue;
    open ??= start;
    end = lineEnd;
    if (isAlone) close(isWhole);
  }
  close(false);
  return blocks;
}

function* lines(text: string): Generator<Span> {
  let start = 0;
  while (start <= text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    yield { start, end };
    start = end + 1;
  }
}
