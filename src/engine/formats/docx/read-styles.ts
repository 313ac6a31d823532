import { defined } from "../../../core/index.ts";
import { childNamed, childrenNamed } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";

/** What a paragraph's style, or the paragraph itself, says of its part in the document. */
export interface ParagraphStyle {
  /** Of a heading, from 1 to 6; 0 takes back what a style said. */
  readonly level?: number;
  readonly kind?: "quote" | "code";
  /** The list it belongs to; "0" is none. */
  readonly numberingId?: string;
  /** Depth in that list, from 0. */
  readonly depth?: number;
}

const LONGEST_CHAIN = 20;

/** The styles of a document by id; a style has what it is based on. Names are English in every language of Word. */
export function readStyles(styles: XmlElement | undefined): ReadonlyMap<string, ParagraphStyle> {
  const sources = new Map(childrenNamed(styles, "w:style").map((one) => [one.attributes["w:styleId"] ?? "", one]));
  return new Map([...sources].map(([id, source]) => [id, resolveStyle(source, sources, LONGEST_CHAIN)]));
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

/** What paragraph properties (`w:pPr`) say themselves. */
export function readParagraphStyle(properties: XmlElement | undefined): ParagraphStyle {
  const outline = Number(childNamed(properties, "w:outlineLvl")?.attributes["w:val"] ?? Number.NaN);
  const numbering = childNamed(properties, "w:numPr");
  const numberingId = childNamed(numbering, "w:numId")?.attributes["w:val"];
  const depth = Number(childNamed(numbering, "w:ilvl")?.attributes["w:val"]);
  return defined({
    // Word's level 9 is body text.
    ...(outline >= 0 ? { level: outline >= 9 ? 0 : Math.min(6, outline + 1) } : {}),
    numberingId,
    ...(depth >= 0 && depth < 9 ? { depth } : {}),
  });
}
