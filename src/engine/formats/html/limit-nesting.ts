/** As in Chromium, which puts deeper elements side by side. */
const MAX_DEPTH = 512;
const TAG = /<(\/?)([a-z][a-z0-9:-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>/iy;
/** Elements whose content is text, whatever it looks like. */
const RAW_TEXT = new Set(["script", "style", "textarea", "title"]);
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
  for (let at = source.indexOf("<"); at >= 0; at = source.indexOf("<", at)) {
    const tag = readTag(source, at);
    const start = at;
    at = tag.end;
    if (tag.name === "" || NOT_NESTING.has(tag.name)) continue;
    const isTooDeep = tag.isEnd ? depth > MAX_DEPTH : depth >= MAX_DEPTH;
    depth = tag.isEnd ? Math.max(0, depth - 1) : depth + 1;
    if (!isTooDeep) continue;
    kept.push(source.slice(copied, start));
    copied = at;
  }
  return copied === 0 ? source : kept.join("") + source.slice(copied);
}

/** The tag at `<`, with an empty name for comments, raw text and what is no tag; `end` is where to go on. */
function readTag(source: string, at: number): { readonly name: string; readonly isEnd: boolean; readonly end: number } {
  if (source.startsWith("<!--", at)) return { name: "", isEnd: false, end: endOf(source, "-->", at) };
  TAG.lastIndex = at;
  const match = TAG.exec(source);
  const name = match?.[2]?.toLowerCase() ?? "";
  const isEnd = match?.[1] === "/";
  const end = match === null ? at + 1 : TAG.lastIndex;
  if (!isEnd && RAW_TEXT.has(name)) return { name: "", isEnd, end: endOf(source, `</${name}`, end) };
  return { name: match?.[0].endsWith("/>") ? "" : name, isEnd, end };
}

/** Raw text that is never closed goes on to the end of the page, so that nothing is searched twice. */
function endOf(source: string, close: string, from: number): number {
  const exact = source.indexOf(close, from);
  if (exact >= 0) return exact + close.length;
  const loose = new RegExp(close, "gi");
  loose.lastIndex = from;
  return loose.exec(source) === null ? source.length : loose.lastIndex;
}
