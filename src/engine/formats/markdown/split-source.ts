import type { Span } from "../../../core/index.ts";

/** Parsing takes about a kilobyte of memory a character, and time that grows faster than the text. */
const PIECE_CHARACTERS = 32_768;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
/** HTML that may hold blank lines, with what ends it. */
const RAW_HTML: readonly (readonly [RegExp, RegExp])[] = [
  [/^ {0,3}<(?:script|pre|style|textarea)\b/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
];
/** After a blank line, a line that begins like this at its margin ends every list, quote and footnote above it. */
const FRESH_START = /^(?:#{1,6}\s|\p{L})/u;

/**
 * Cuts a long Markdown text where no block goes on: its pieces, parsed one by one, give the blocks of the whole.
 *
 * @returns  pieces in order that together are the text; one piece where there is no safe place
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
    if (closes === undefined) closes = opening(line);
    else if (closes.test(line)) closes = undefined;
    isAfterBlank = line.trim() === "";
    start = end + 1;
  }
  return [...pieces, { start: pieceStart, end: text.length }];
}

/** What would end the block that this line opens, if the block may hold blank lines. */
function opening(line: string): RegExp | undefined {
  const fence = FENCE.exec(line)?.[1];
  if (fence !== undefined && (fence.startsWith("~") || !line.slice(line.indexOf(fence) + fence.length).includes("`"))) {
    return new RegExp(`^ {0,3}${fence.charAt(0)}{${fence.length},}[ \\t]*$`);
  }
  const raw = RAW_HTML.find(([open]) => open.test(line));
  // What is opened and closed in one line does not go on.
  return raw === undefined || raw[1].test(line.replace(raw[0], "")) ? undefined : raw[1];
}
