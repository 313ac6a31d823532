/** Maximum depth, as in Chromium, which puts deeper elements side by side. */
const MAX_DEPTH = 512;
const TAG = /<(\/?)([a-z][a-z0-9:-]*)(?![a-z0-9:-])(?:[^<>"']|"[^"]*"|'[^']*'){0,100000}>/iy;
/** Elements whose content is text, even where it looks like tags. */
const RAW_TEXT = new Set(["script", "style", "textarea", "title"]);
/** Elements without an end tag, or whose end tag is optional. They do not nest. */
const NOT_NESTING = new Set(
  "area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody tfoot option".split(
    " ",
  ),
);

/**
 * Removes start and end tags that nest deeper than 512 levels; their text stays. A hundred thousand nested elements,
 * which no reader needs, would take quadratic time to parse, and overflow the stack of code that walks them.
 */
export function limitNesting(source: string): string {
  let depth = 0;
  let copied = 0;
  const parts: string[] = [];
  for (let at = source.indexOf("<"); at >= 0; at = source.indexOf("<", at)) {
    const tag = readTag(source, at);
    const start = at;
    at = tag.end;
    if (tag.name === "" || NOT_NESTING.has(tag.name)) continue;
    const isTooDeep = tag.isEnd ? depth > MAX_DEPTH : depth >= MAX_DEPTH;
    depth = tag.isEnd ? Math.max(0, depth - 1) : depth + 1;
    if (!isTooDeep) continue;
    parts.push(source.slice(copied, start));
    copied = at;
  }
  return copied === 0 ? source : parts.join("") + source.slice(copied);
}

interface Tag {
  /** Name of the tag; empty for comments, raw text, and anything that is not a tag. */
  readonly name: string;
  readonly isEnd: boolean;
  /** Offset of the text after the tag. */
  readonly end: number;
}

/** Reads the tag at a `<`. */
function readTag(source: string, at: number): Tag {
  if (source.startsWith("<!--", at)) return { name: "", isEnd: false, end: endOf(source, "-->", at) };
  TAG.lastIndex = at;
  const match = TAG.exec(source);
  const name = match?.[2]?.toLowerCase() ?? "";
  const isEnd = match?.[1] === "/";
  const end = match === null ? at + 1 : TAG.lastIndex;
  if (!isEnd && RAW_TEXT.has(name)) return { name: "", isEnd, end: endOf(source, `</${name}`, end) };
  return { name: match?.[0].endsWith("/>") ? "" : name, isEnd, end };
}

/**
 * Finds the end of raw text or a comment. If it is never closed, it ends with the page, so that nothing is read twice.
 */
function endOf(source: string, close: string, from: number): number {
  const exact = source.indexOf(close, from);
  if (exact >= 0) return exact + close.length;
  const loose = new RegExp(close, "gi");
  loose.lastIndex = from;
  return loose.exec(source) === null ? source.length : loose.lastIndex;
}
