import { defined } from "../../../core/index.ts";
import { childNamed, childrenNamed } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";

/** Role of a paragraph in the document, by its style or by its own properties. */
export interface ParagraphStyle {
  /** Heading level from 1 to 6; 0 cancels the level of a style. */
  readonly level?: number;
  readonly kind?: "quote" | "code";
  /** Id of its list; "0" is none. */
  readonly numberingId?: string;
  /** Depth in that list, from 0. */
  readonly depth?: number;
}

const MAX_CHAIN = 20;

/** Reads styles by id. A style inherits from its base. Built-in names are English in every language of Word. */
export function readStyles(styles: XmlElement | undefined): ReadonlyMap<string, ParagraphStyle> {
  const sources = new Map(
    childrenNamed(styles, "w:style").map((style) => [style.attributes["w:styleId"] ?? "", style]),
  );
  return new Map([...sources].map(([id, source]) => [id, resolveStyle(source, sources, MAX_CHAIN)]));
}

function resolveStyle(source: XmlElement, sources: ReadonlyMap<string, XmlElement>, left: number): ParagraphStyle {
  const base = sources.get(childNamed(source, "w:basedOn")?.attributes["w:val"] ?? "");
  const inherited = base === undefined || left === 0 ? {} : resolveStyle(base, sources, left - 1);
  const name = childNamed(source, "w:name")?.attributes["w:val"] ?? "";
  return { ...inherited, ...readParagraphStyle(childNamed(source, "w:pPr")), ...byName(name) };
}

function byName(name: string): ParagraphStyle {
  const level = /^heading ([1-9])$/i.exec(name)?.[1];
  if (level !== undefined) return { level: Math.min(6, Number(level)) };
  if (/^title$/i.test(name)) return { level: 1 };
  if (/^(intense )?quote$/i.test(name)) return { kind: "quote" };
  return /^(html preformatted|source code)$/i.test(name) ? { kind: "code" } : {};
}

/** Reads paragraph properties (`w:pPr`). */
export function readParagraphStyle(properties: XmlElement | undefined): ParagraphStyle {
  const outline = Number(childNamed(properties, "w:outlineLvl")?.attributes["w:val"] ?? Number.NaN);
  const numbering = childNamed(properties, "w:numPr");
  const numberingId = childNamed(numbering, "w:numId")?.attributes["w:val"];
  const depth = Number(childNamed(numbering, "w:ilvl")?.attributes["w:val"]);
  return defined({
    level: outline >= 0 ? toLevel(outline) : undefined,
    numberingId,
    depth: depth >= 0 && depth < 9 ? depth : undefined,
  });
}

/** Converts Word's outline level, from 0. Its level 9 is body text. */
function toLevel(outline: number): number {
  return outline >= 9 ? 0 : Math.min(6, outline + 1);
}
