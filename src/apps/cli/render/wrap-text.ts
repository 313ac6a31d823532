// The codes by which text is coloured take no room on the line.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const COLOR_CODES = /\u001b\[\d{1,2}m/gu;

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

function widthOf(text: string): number {
  return text.replace(COLOR_CODES, "").length;
}

/** Cuts a text to a width, with `…` for what is left out. */
export function cutText(text: string, columns: number): string {
  const characters = [...text];
  return characters.length <= columns ? text : `${characters.slice(0, Math.max(1, columns - 1)).join("")}…`;
}
