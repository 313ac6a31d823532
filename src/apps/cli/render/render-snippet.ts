import { oneLine } from "./sanitize-text.ts";

const SNIPPET_CHARACTERS = 300;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu;

/**
 * The part of a text where most of the query's words stand, in one line, with these words marked.
 *
 * @param mark  makes a word bold, or leaves it as it is
 */
export function renderSnippet(text: string, query: string, mark: (word: string) => string): string {
  const line = oneLine(text);
  const wanted = [...query.toLowerCase().matchAll(WORD)].map(([word]) => word);
  const found = [...line.matchAll(WORD)].filter(([word]) => wanted.some((one) => isSame(one, word.toLowerCase())));
  const start = wordStart(line, densest(found.map(({ index }) => index)));
  const end = start + SNIPPET_CHARACTERS;
  let shown = "";
  let from = start;
  for (const { 0: word, index } of found) {
    if (index < start || index + word.length > end) continue;
    shown += line.slice(from, index) + mark(word);
    from = index + word.length;
  }
  const rest = line.slice(from, end).replace(end < line.length ? /\s+\S*$/ : /$^/, "");
  return `${start > 0 ? "… " : ""}${shown}${rest}${end < line.length ? " …" : ""}`;
}

/** The same word, or its inflection: one begins the other, by four letters or more. */
function isSame(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  return a === b || (shorter >= 4 && Math.abs(a.length - b.length) <= 3 && a.slice(0, shorter) === b.slice(0, shorter));
}

/** Where the window with the most marked words begins; 0 if the beginning of the text is as good. */
function densest(positions: readonly number[]): number {
  const countFrom = (start: number) => positions.filter((at) => at >= start && at < start + SNIPPET_CHARACTERS).length;
  let best = 0;
  for (const at of positions) {
    const start = Math.max(0, at - 60);
    if (countFrom(start) > countFrom(best)) best = start;
  }
  return best;
}

function wordStart(line: string, near: number): number {
  return near === 0 ? 0 : line.indexOf(" ", near) + 1;
}
