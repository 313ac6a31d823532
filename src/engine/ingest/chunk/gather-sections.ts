import type { Document, Element, Span } from "../../../core/index.ts";
import { splitParagraphs } from "./splitters.ts";
import { trimSpan } from "./trim-span.ts";

export type Block = Pick<Element, "kind" | "span" | "header">;

/** Text below one heading, up to the next heading of any level. */
export interface Section {
  /** Headings from the outermost to the nearest; empty above the first heading. */
  readonly path: readonly string[];
  /** The section's heading, and before it the headings of sections that had no text of their own. */
  readonly headings: readonly Block[];
  readonly body: readonly Block[];
}

interface OpenHeading {
  readonly level: number;
  readonly title: string;
}

/**
 * Groups a document's blocks by section, in reading order. Text outside all elements counts as paragraphs, so a document
 * without elements is one section of paragraphs. Headings at the end without any text belong to the last section.
 */
export function gatherSections(document: Pick<Document, "text" | "elements">): readonly Section[] {
  const sections: Section[] = [];
  let open: readonly OpenHeading[] = [];
  let headings: Block[] = [];
  let body: Block[] = [];
  const close = (): void => {
    if (body.length === 0) return;
    sections.push({ path: open.map((heading) => heading.title), headings, body });
    headings = [];
    body = [];
  };
  for (const block of allBlocks(document)) {
    if (block.kind !== "heading") {
      body.push(block);
      continue;
    }
    close();
    const level = block.level ?? 1;
    open = [...open.filter((outer) => outer.level < level), { level, title: headingTitle(document.text, block.span) }];
    headings.push(block);
  }
  close();
  if (headings.length === 0) return sections;
  const last = sections.at(-1) ?? { path: open.map((heading) => heading.title), headings: [], body: [] };
  return [...sections.slice(0, -1), { ...last, body: [...last.body, ...headings] }];
}

/** Returns a heading's words, without the marks of Markdown: `#` before and after them, or a rule below. */
function headingTitle(text: string, { start, end }: Span): string {
  const heading = text
    .slice(start, end)
    .trim()
    .replace(/^#{1,6}\s+/, "");
  const lastLine = heading.lastIndexOf("\n") + 1;
  const hasRule = lastLine > 0 && /^\s*(?:=+|-+)$/.test(heading.slice(lastLine));
  const words = (hasRule ? heading.slice(0, lastLine) : heading).trim().replace(/\s+/g, " ");
  return (hasRule ? words : words.replace(/ #+$/, "")).trim();
}

function* allBlocks({ text, elements }: Pick<Document, "text" | "elements">): Generator<Element> {
  let done = 0;
  for (const element of elements) {
    yield* paragraphsBetween(text, { start: done, end: element.span.start });
    const span = trimSpan(text, element.span);
    if (span !== undefined) yield { ...element, span };
    done = Math.max(done, element.span.end);
  }
  yield* paragraphsBetween(text, { start: done, end: text.length });
}

function paragraphsBetween(text: string, span: Span): readonly Element[] {
  if (trimSpan(text, span) === undefined) return [];
  return splitParagraphs(text, span).map((paragraph) => ({ kind: "paragraph", span: paragraph }));
}

/** Returns the span from a section's first heading to the end of its last block. */
export function sectionSpan({ headings, body }: Section): Span {
  const blocks = [...headings, ...body];
  return { start: blocks[0]?.span.start ?? 0, end: blocks.at(-1)?.span.end ?? 0 };
}
