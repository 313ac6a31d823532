const HEADING = /^#{1,6}\s/;
const RULE = /^\s*\|[\s:|-]+\|\s*$/;
const ROW = /^\s*\|.*\|\s*$/;
const ITEM = /^\s*(?:[-*+•]|\d{1,3}[.)])\s/;
/** A line that is no shorter was broken by its width, and not by its writer. */
const FULL_LINE = 50;

/** A passage to be read over, without the signs of Markdown: its headings stand above it already, and lines that were wrapped are whole. */
export function readable(text: string): string {
  const lines: string[] = [];
  let isWrapped = false;
  for (const line of text.split("\n").filter((one) => !HEADING.test(one) && !RULE.test(one))) {
    const isOwn = line.trim() === "" || ROW.test(line) || ITEM.test(line);
    if (isWrapped && !isOwn) lines.push(`${lines.pop() ?? ""} ${line.trim()}`);
    else lines.push(ROW.test(line) ? cellsOf(line) : line);
    isWrapped = !ROW.test(line) && line.trim().length >= FULL_LINE;
  }
  return lines
    .join("\n")
    .replaceAll(/\*\*([^*\n]+)\*\*/g, "$1")
    .replaceAll(/`([^`\n]+)`/g, "$1")
    .replaceAll(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, "$1")
    .replaceAll(/\n{2,}/g, "\n")
    .trim();
}

const cellsOf = (row: string): string => row.replace(/^\s*\|\s*|\s*\|\s*$/g, "").replaceAll(/\s+\|\s+/g, " · ");
