// The codes by which text is coloured take no room on the line.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const COLOR_CODES = /\u001b\[\d{1,2}m/gu;

const NO_COLUMN = /^(?:\p{M}|[\u200b-\u200d])/u;
const TWO_COLUMNS =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60]/u;

/**
 * Breaks a text at spaces so that its lines fit. A word that is longer than a line stands alone; the text's own line
 * ends stay.
 *
 * @param indent  put before every line, and counted
 */
export function wrapText(text: string, columns: number, indent = ""): string {
  const room = Math.max(20, columns - indent.length);
  return text
    .split("\n")
    .flatMap((line) => wrapLine(line, room))
    .map((line) => (line === "" ? "" : indent + line))
    .join("\n");
}

function wrapLine(line: string, room: number): readonly string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current !== "" && widthOf(current) + 1 + widthOf(word) > room) {
      lines.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  return [...lines, current];
}

/** How many columns of a terminal a text takes: marks and joiners none, East Asian characters and emoji two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text.replace(COLOR_CODES, "")) {
    if (NO_COLUMN.test(character)) continue;
    width += TWO_COLUMNS.test(character) ? 2 : 1;
  }
  return width;
}

/** Cuts a text to a width, with `…` for what is left out. */
export function cutText(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = "";
  let width = 0;
  for (const character of text) {
    width += widthOf(character);
    if (kept !== "" && width > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Fills a text with spaces up to a width. */
export function padText(text: string, columns: number, align: "left" | "right" = "left"): string {
  const spaces = " ".repeat(Math.max(0, columns - widthOf(text)));
  return align === "right" ? spaces + text : text + spaces;
}
