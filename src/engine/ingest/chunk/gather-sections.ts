import { defined, type Element, type Span } from "../../../core/index.ts";
import { splitParagraphs } from "./splitters.ts";
import type { TextToChunk } from "./text-to-chunk.ts";
import { trimSpan } from "./trim-span.ts";

export type Block = Pick<Element, "kind" | "span" | "header">;

/** Text below one heading, up to the next heading of any level; or one declaration of source code. */
export interface Section {
  /** Headings, or names of declarations, from the outermost to the nearest; empty above the first. */
  readonly path: readonly string[];
  /** Name of the declaration, if the section is one. */
  readonly declares?: string;
  /** The section's heading, and before it the headings of sections that had no text themselves. */
  readonly headings: readonly Block[];
  readonly body: readonly Block[];
}

interface OpenHeading {
  readonly level: number;
  readonly title: string;
  /** Whether it is the name of a declaration. */
  readonly isName: boolean;
}

/** Longest code without a name that shares a section with the declaration beside it, such as imports. */
const MAX_SHARED_CHARACTERS = 600;

/**
 * Groups a document's blocks by section, in reading order. Text outside all elements counts as
 * paragraphs, so a document without elements is one section of paragraphs. Headings at the end without
 * any text belong to the last section.
 *
 * Each declaration of source code is a section below the declarations around it. Short code without a name belongs to
 * the declaration before it, or to the first one; so does the beginning of a class to its first member.
 */
export function gatherSections(document: Omit<TextToChunk, "title">): readonly Section[] {
  const sections: Section[] = [];
  let open: readonly OpenHeading[] = [];
  let headings: Block[] = [];
  let body: Block[] = [];
  const close = (): void => {
    if (body.length === 0) return;
    sections.push(toSection(open, headings, body));
    headings = [];
    body = [];
  };
  for (const block of allBlocks(document)) {
    const { kind, level = 1 } = block;
    if (kind === "heading") {
      close();
      open = enter(open, { level, title: headingTitle(document.text, block.span), isName: false });
      headings.push(block);
      continue;
    }
    if (startsSection(block, body)) {
      if (!isLead(body, open.at(-1), level)) close();
      const title = block.name && document.text.slice(block.name.start, block.name.end);
      open = enter(open, { level, title, isName: true });
    }
    body.push(block);
  }
  close();
  if (headings.length === 0) return sections;
  const last = sections.at(-1) ?? toSection(open, [], []);
  return [...sections.slice(0, -1), { ...last, body: [...last.body, ...headings] }];
}

function toSection(open: readonly OpenHeading[], headings: readonly Block[], body: readonly Block[]): Section {
  const last = open.at(-1);
  const declares = last?.isName === true ? last.title : undefined;
  return defined({ path: open.map(({ title }) => title), declares, headings, body });
}

/** Returns the open headings after one more, without those that it closes. A heading without a title only closes others. */
function enter(
  open: readonly OpenHeading[],
  { level, title, isName }: Omit<OpenHeading, "title"> & { readonly title: string | undefined },
): readonly OpenHeading[] {
  const outer = open.filter((heading) => heading.level < level);
  return title === undefined ? outer : [...outer, { level, title, isName }];
}

/** Returns whether a block of source code begins a section: it has a name, or it is long or the first. */
function startsSection({ kind, level, span, name }: Element, body: readonly Block[]): boolean {
  if (kind !== "code" || level === undefined) return false;
  return name !== undefined || body.length === 0 || span.end - span.start > MAX_SHARED_CHARACTERS;
}

/** Returns whether a section's body only leads to a declaration: imports, or the beginning of the class around it. */
function isLead(body: readonly Block[], last: OpenHeading | undefined, level: number): boolean {
  const length = body.reduce((sum, { span }) => sum + span.end - span.start, 0);
  const isCode = body.every(({ kind }) => kind === "code");
  return isCode && length <= MAX_SHARED_CHARACTERS && (last === undefined || last.level < level);
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

function* allBlocks({ text, elements }: Omit<TextToChunk, "title">): Generator<Element> {
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
