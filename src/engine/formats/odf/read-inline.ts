import { append } from "../../../core/index.ts";
import { readAlternativeText } from "../write/read-alternative-text.ts";
import { childNamed, childrenNamed, descendantsNamed, firstNamed, xmlTextOf } from "../xml/find-elements.ts";
import type { XmlElement, XmlNode } from "../xml/parse-xml.ts";

/** Content beside the words of a paragraph, to be written after it. */
export interface OdfAsides {
  readonly notes: string[];
  readonly boxes: XmlElement[];
  readonly numbers: { footnote: number; endnote: number };
  pictures: number;
  /** Returns the formula with a name such as `./Object 1` as text; empty for anything else. */
  readFormula(name: string): string;
}

const UNREAD = new Set(["text:ruby-text", "text:hidden-text", "text:tracked-changes", "presentation:notes"]);
const MAX_SPACES = 100;

/** Reads the words of a paragraph as they are shown. White space in the XML is one space. */
export function readInline(element: XmlElement, asides: OdfAsides): string {
  return element.children.map((child) => readNode(child, asides)).join("");
}

function readNode(node: XmlNode, asides: OdfAsides): string {
  if (typeof node === "string") return node.replaceAll(/\s+/g, " ");
  if (UNREAD.has(node.name)) return "";
  switch (node.name) {
    case "text:s":
      return " ".repeat(Math.min(MAX_SPACES, Math.max(1, Number(node.attributes["text:c"] ?? "1") || 1)));
    case "text:tab":
      return " ";
    case "text:line-break":
      return "\n";
    case "text:note":
      return readNote(node, asides);
    case "office:annotation":
      return readComment(node, asides);
    case "draw:frame":
      return readFrame(node, asides);
    default:
      return readInline(node, asides);
  }
}

function readNote(note: XmlElement, asides: OdfAsides): string {
  const kind = note.attributes["text:note-class"] === "endnote" ? "endnote" : "footnote";
  const mark = `[${kind} ${++asides.numbers[kind]}]`;
  const text = readParagraphs(childNamed(note, "text:note-body"), asides);
  if (text !== "") asides.notes.push(`${mark} ${text}`);
  return mark;
}

function readComment(comment: XmlElement, asides: OdfAsides): string {
  const author = xmlTextOf(childNamed(comment, "dc:creator")).trim();
  const text = readParagraphs(comment, asides);
  if (text !== "") asides.notes.push(`[comment${author === "" ? "" : ` by ${author}`}] ${text}`);
  return "";
}

/** Joins all paragraphs below an element on one line. */
export function readParagraphs(element: XmlElement | undefined, asides: OdfAsides): string {
  const lines = [...descendantsNamed(element, "text:p")].map((paragraph) => readInline(paragraph, asides).trim());
  return lines.filter((line) => line !== "").join(" ");
}

/** Returns a formula or a picture's description. Text boxes are written after the paragraph. */
export function readFrame(frame: XmlElement, asides: OdfAsides): string {
  append(asides.boxes, childrenNamed(frame, "draw:text-box"));
  const formula = asides.readFormula(firstNamed(frame, "draw:object")?.attributes["xlink:href"] ?? "");
  if (formula !== "") return formula;
  const [title, description] = ["svg:title", "svg:desc"].map((name) => xmlTextOf(childNamed(frame, name)));
  const text = readAlternativeText(description, title);
  const isPicture = ["draw:image", "draw:object", "draw:object-ole"].some(
    (name) => childNamed(frame, name) !== undefined,
  );
  if (isPicture && text === "") asides.pictures++;
  return text === "" ? "" : ` ${text} `;
}
