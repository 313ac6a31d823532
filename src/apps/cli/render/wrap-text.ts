import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

const MIN_COLUMNS = 20;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Breaks a text at spaces so that its lines fit. Its own line breaks stay, and a word that is longer than a line stays
 * whole.
 *
 * @param indent  put before every line, and counted
 */
export function wrapText(text: string, columns: number, indent = ""): string {
  const wrapped = wrapAnsi(text, Math.max(MIN_COLUMNS, columns - indent.length), { hard: false });
  return indent === "" ? wrapped : wrapped.replaceAll(/^(?=.)/gm, indent);
}

/** Cuts a text to a width, and marks the cut with `…`. */
export function cutText(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;

  let beginning = "";
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += stringWidth(segment);
    if (beginning !== "" && width > columns - 1) break;
    beginning += segment;
  }
  return `${beginning}…`;
}

/** Fills a text with spaces up to a width. */
export function padText(text: string, columns: number, align: "left" | "right" = "left"): string {
  const spaces = " ".repeat(Math.max(0, columns - stringWidth(text)));
  return align === "right" ? spaces + text : text + spaces;
}
