import type { Span } from "../../../core/index.ts";

/**
 * Size of a piece. Parsing takes about a kilobyte of memory for each character, and its time grows faster than the
 * text.
 */
const PIECE_CHARACTERS = 32_768;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
/** Start and end of HTML that may contain blank lines. */
const RAW_HTML: readonly (readonly [RegExp, RegExp])[] = [
  [/^ {0,3}<(?:script|pre|style|textarea)\b/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
];
/** Start of a line that, after a blank line, ends every list, quote and footnote above it. */
const FRESH_START = /^(?:#{1,6}\s|\p{L})/u;

/**
 * Cuts a long Markdown text between blocks. Its pieces, parsed one by one, give the same blocks as the whole.
 *
 * @returns  pieces in order that together are the text; one piece if there is no safe place to cut
 */
export function splitSource(text: string): readonly Span[] {
  const pieces: Span[] = [];
  let pieceStart = 0;
  let isAfterBlank = false;
  let closes: RegExp | undefined;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    if (closes === undefined && isAfterBlank && start - pieceStart >= PIECE_CHARACTERS && FRESH_START.test(line)) {
      pieces.push({ start: pieceStart, end: start });
      pieceStart = start;
    }
    if (closes === undefined) closes = findBlockEnd(line);
    else if (closes.test(line)) closes = undefined;
    isAfterBlank = line.trim() === "";
    start = end + 1;
  }
  return [...pieces, { start: pieceStart, end: text.length }];
}

/** Returns the pattern that ends the block that this line opens, if the block may contain blank lines. */
function findBlockEnd(line: string): RegExp | undefined {
  const fence = FENCE.exec(line)?.[1];
  if (fence !== undefined && (fence.startsWith("~") || !line.slice(line.indexOf(fence) + fence.length).includes("`"))) {
    return new RegExp(`^ {0,3}${fence.charAt(0)}{${fence.length},}[ \\t]*$`);
  }
  const raw = RAW_HTML.find(([open]) => open.test(line));
  // A block that opens and closes in one line ends there.
  return raw === undefined || raw[1].test(line.replace(raw[0], "")) ? undefined : raw[1];
}
