/** As in Chromium, which puts deeper elements side by side. */
const MAX_DEPTH = 512;
/** Comments and raw text, in which tags are no tags, or one tag. */
const TAG =
  /<!--[\s\S]*?-->|<(script|style|textarea|title)\b[\s\S]*?<\/\1\s*>|<(\/?)([a-z][a-z0-9:-]*)(?:[^>"']|"[^"]*"|'[^']*')*>/gi;
/** Elements without an end tag, or whose end tag may be left out, do not nest. */
const NOT_NESTING = new Set(
  "area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody tfoot option".split(
    " ",
  ),
);

/**
 * Leaves out start and end tags that nest deeper than 512 levels; their text stays. Parsing takes quadratic time, and
 * walking a stack that overflows, on a hundred thousand nested elements, which no reader ever needs.
 */
export function limitNesting(source: string): string {
  let depth = 0;
  let copied = 0;
  const kept: string[] = [];
  for (const match of source.matchAll(TAG)) {
    const name = match[3]?.toLowerCase();
    if (name === undefined || NOT_NESTING.has(name) || match[0].endsWith("/>")) continue;
    const isEnd = match[2] === "/";
    const isTooDeep = isEnd ? depth > MAX_DEPTH : depth >= MAX_DEPTH;
    depth = isEnd ? Math.max(0, depth - 1) : depth + 1;
    if (!isTooDeep) continue;
    kept.push(source.slice(copied, match.index));
    copied = match.index + match[0].length;
  }
  return copied === 0 ? source : kept.join("") + source.slice(copied);
}
