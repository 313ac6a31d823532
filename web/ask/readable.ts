const HEADING = /^#{1,6}\s/;
const RULE = /^\s*\|[\s:|-]+\|\s*$/;
const ROW = /^\s*\|.*\|\s*$/;
const ITEM = /^\s*(?:[-*+•]|\d{1,3}[.)])\s/;
/** Minimum length of a line that counts as wrapped by its width, not broken on purpose. */
const FULL_LINE = 50;

/** Returns a passage without Markdown signs and headings, which are shown above it. Joins wrapped lines. */
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
