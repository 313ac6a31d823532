const RULE = /^[\s|:+=-]+$/;
const RULE_LINES = /--|==/;
const FENCE = /^\s*(?:```|~~~)/;
const HEADING_START = /^\s{0,3}#{1,6}\s+/;
const HEADING_END = /(?<![\s#])[\s#]+$/;
const ROW = /^\s*\|(.*)\|\s*$/;
const LINE_START = /^\s*(?:>\s?)*(?:[-*+]\s+)?/;

/**
 * Returns a text as one readable line without the marks of Markdown: headings end with a colon, the cells of a row are
 * separated by `·`, and rows end with `;`. For display only: spans count in the original text.
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

/** Returns whether a line is the rule below a table header or a heading, or between two parts. */
function isRule(line: string): boolean {
  return RULE.test(line) && RULE_LINES.test(line);
}

function readableLine(line: string): string {
  if (HEADING_START.test(line)) {
    const heading = line.replace(HEADING_START, "").replace(HEADING_END, "");
    return `${withoutMarks(heading).replace(/[:.?!]$/, "")}:`;
  }
  const cells = ROW.exec(line)?.[1];
  if (cells === undefined) return withoutMarks(line.replace(LINE_START, ""));
  const shown = cells.split(/(?<!\\)\|/).map((cell) => withoutMarks(cell).trim());
  return `${shown.filter((cell) => cell !== "").join(" · ")};`;
}

/** Removes the marks of emphasis, code and links. Marks inside a word, as in `a_b`, stay. */
function withoutMarks(text: string): string {
  return text
    .replace(/!?\[([^\][]*)\]\([^()\s]*\)/g, "$1")
    .replace(/(?<!`)`+([^`]+)`+/g, "$1")
    .replace(/(?<![\p{L}\p{N}*])(\*{1,3})(?=\S)([^*]*[^\s*])\1(?![\p{L}\p{N}*])/gu, "$2")
    .replace(/(?<![\p{L}\p{N}_])(_{1,3})(?=\S)([^_]*[^\s_])\1(?![\p{L}\p{N}_])/gu, "$2")
    .replace(/\\([\\`*_{}[\]()#+.!|>-])/g, "$1");
}
