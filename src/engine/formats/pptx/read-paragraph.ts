import { writeMath } from "../ooxml/write-math.ts";
import { childElements, childNamed, descendantsNamed, xmlTextOf } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";

const UNREAD = new Set(["a:pPr", "a:rPr", "a:endParaRPr", "mc:Fallback"]);

/** Reads the words of a DrawingML paragraph (`a:p`) as they are shown. */
export function readParagraph(element: XmlElement): string {
  return childElements(element)
    .map((child) => {
      if (child.name === "a:t") return xmlTextOf(child);
      if (child.name === "a:br") return "\n";
      if (child.name === "m:oMath") return writeMath(child);
      return UNREAD.has(child.name) ? "" : readParagraph(child);
    })
    .join("");
}

/** Returns all paragraphs below an element, each on a separate line. */
export function readLines(element: XmlElement | undefined): string {
  const lines = [...descendantsNamed(element, "a:p")].map((paragraph) => readParagraph(paragraph).trim());
  return lines.filter((line) => line !== "").join("\n");
}

export interface ParagraphLevel {
  /** Depth of the paragraph in its list, from 0. */
  readonly depth: number;
  /** Kind of bullet, if the paragraph sets it itself. */
  readonly bullet: "none" | "sign" | "number" | undefined;
}

/** Reads the depth and the bullet of a paragraph. */
export function readParagraphLevel(paragraph: XmlElement): ParagraphLevel {
  const properties = childNamed(paragraph, "a:pPr");
  const depth = Number(properties?.attributes.lvl ?? "0");
  const has = (name: string) => childNamed(properties, name) !== undefined;
  const bullet = has("a:buNone") ? "none" : has("a:buAutoNum") ? "number" : has("a:buChar") ? "sign" : undefined;
  return { depth: depth >= 0 && depth < 9 ? depth : 0, bullet };
}
