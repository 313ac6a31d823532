import GithubSlugger from "github-slugger";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Element, LocatedSpan, Span } from "../../../core/index.ts";
import { boundNesting } from "./bound-nesting.ts";
import { splitSource } from "./split-source.ts";

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root["children"][number];

/** Kinds of blocks by node type. Everything else with text (raw HTML, footnotes) is a paragraph. */
const KINDS: Readonly<Record<string, Element["kind"]>> = {
  heading: "heading",
  list: "list",
  table: "table",
  code: "code",
  blockquote: "quote",
};
const COMMENT = /^<!--[\s\S]*-->$/;

export interface MarkdownBlocks {
  readonly elements: readonly Element[];
  /** Places whose anchors are GitHub's heading slugs. */
  readonly locations: readonly LocatedSpan[];
  /** First heading of the first level. */
  readonly title: string | undefined;
}

/** Reads the blocks of a Markdown text without front matter. */
export function readBlocks(text: string): MarkdownBlocks {
  const elements: Element[] = [];
  const locations: LocatedSpan[] = [];
  const slugger = new GithubSlugger();
  let title: string | undefined;
  for (const { node, offset } of parseBlocks(text)) {
    const element = toElement(node, text, offset);
    if (element === undefined) continue;
    elements.push(element);
    if (node.type !== "heading") continue;
    const heading = toText(node).trim();
    if (node.depth === 1 && heading !== "") title ??= heading;
    locations.push({ span: element.span, location: { anchor: slugger.slug(heading) } });
  }
  return { elements, locations, title };
}

interface ParsedBlock {
  readonly node: Node;
  /** Offset of the piece that was parsed. */
  readonly offset: number;
}

function* parseBlocks(text: string): Generator<ParsedBlock> {
  for (const { start, end } of splitSource(text)) {
    const source = boundNesting(text.slice(start, end));
    const root = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    for (const node of root.children) yield { node, offset: start };
  }
}

function toElement(node: Node, text: string, offset: number): Element | undefined {
  const span = toSpan(node, offset);
  if (span === undefined || node.type === "thematicBreak" || node.type === "definition") return undefined;
  if (node.type === "html" && COMMENT.test(text.slice(span.start, span.end))) return undefined;
  const kind = KINDS[node.type] ?? "paragraph";
  if (node.type === "heading") return { kind, span, level: node.depth };
  if (node.type !== "table") return { kind, span };
  const header = node.children[0] === undefined ? undefined : toSpan(node.children[0], offset);
  return header === undefined ? { kind, span } : { kind, span, header };
}

function toSpan(node: { readonly position?: Node["position"] }, offset: number): Span | undefined {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  return start === undefined || end === undefined || end <= start
    ? undefined
    : { start: start + offset, end: end + offset };
}

/** Returns a heading as a reader sees it: without marks, links as their text, images as their description. */
function toText(node: object): string {
  if ("value" in node && typeof node.value === "string") return node.value;
  if ("alt" in node && typeof node.alt === "string") return node.alt;
  if (!("children" in node) || !Array.isArray(node.children)) return "";
  return node.children.map((child: object) => toText(child)).join("");
}
