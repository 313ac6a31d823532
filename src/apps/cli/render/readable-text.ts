const RULE = /^[\s|:+=-]+$/;
const LINES_OF_RULE = /--|==/;
const FENCE = /^\s*(?:```|~~~)/;
const HEADING = /^\s{0,3}#{1,6}\s+(.*?)[\s#]*$/;
const ROW = /^\s*\|(.*)\|\s*$/;
const LINE_START = /^\s*(?:>\s?)*(?:[-*+]\s+)?/;

/**
 * A text without the marks of Markdown, for a person to read on one line: headings end in a colon, the cells of a row
 * stand between `·`, its end is a `;`. For display only; spans count in the text as it was.
 */
export function readableText(text: string): string {
  const parts = text
    .split("\n")
    .filter((line) => line.trim() !== "" && !isRule(line) && !FENCE.test(line))
    .map(readableLine);
  return parts
    .map((part, index) => (index === parts.length - 1 ? part.replace(/;$/, "") : part))
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
}

/** The line below a table's header, below a heading, or between two parts. */
function isRule(line: string): boolean {
  return RULE.test(line) && LINES_OF_RULE.test(line);
}

function readableLine(line: string): string {
  const heading = HEADING.exec(line)?.[1];
  if (heading !== undefined) return `${withoutMarks(heading).replace(/[:.?!]$/, "")}:`;
  const cells = ROW.exec(line)?.[1];
  if (cells === undefined) return withoutMarks(line.replace(LINE_START, ""));
  const shown = cells.split(/(?<!\\)\|/).map((cell) => withoutMarks(cell).trim());
  return `${shown.filter((cell) => cell !== "").join(" · ")};`;
}

/** Emphasis, code and links keep their words; marks that stand inside a word, as in `a_b`, stay. */
function withoutMarks(text: string): string {
  return text
    .replace(/!?\[([^\][]*)\]\([^()\s]*\)/g, "$1")
    .replace(/`+([^`]+)`+/g, "$1")
    .replace(/(?<![\p{L}\p{N}*])(\*{1,3})(?=\S)([^*]*[^\s*])\1(?![\p{L}\p{N}*])/gu, "$2")
    .replace(/(?<![\p{L}\p{N}_])(_{1,3})(?=\S)([^_]*[^\s_])\1(?![\p{L}\p{N}_])/gu, "$2")
    .replace(/\\([\\`*_{}[\]()#+.!|>-])/g, "$1");
}
