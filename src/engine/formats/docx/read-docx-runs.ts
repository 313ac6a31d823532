import { append } from "../../../core/index.ts";
import type { HiddenPart } from "../hidden/warn-of-hidden-text.ts";
import { writeMath } from "../ooxml/write-math.ts";
import { readAlternativeText } from "../write/read-alternative-text.ts";
import { childElements, childNamed, descendantsNamed, firstNamed, xmlTextOf } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";
import { PAGE, type RunLook, readRunLook, reasonOfRun, type Surface } from "./read-run-look.ts";

/** Content beside the words of a paragraph, to be written after it. */
export interface Asides {
  /** References to notes and comments, in order. */
  readonly references: { readonly kind: "footnote" | "endnote" | "comment"; readonly id: string }[];
  /** Text boxes in the paragraph, to be written after it. */
  readonly boxes: XmlElement[];
  pictures: number;
  /** Number of signs of a symbol font, which mean nothing outside of it. */
  symbols: number;
  /** Words that a reader does not see, and that were left out. */
  readonly hidden: { readonly reason: HiddenPart["reason"]; text: string; readonly place: string }[];
  /** Place of the words that are being read, such as `paragraph 3`. */
  place: string;
}

export interface RunReader {
  readonly asides: Asides;
  /** Looks of the document's styles by id. */
  readonly looks: ReadonlyMap<string, RunLook>;
  /** Returns the number under which a note is shown. */
  numberNote(kind: "footnote" | "endnote", id: string): number;
}

/** Elements that are never shown: properties, deleted and moved text, field codes, phonetic guides, fallbacks. */
const UNREAD = new Set(["w:pPr", "w:rPr", "w:del", "w:moveFrom", "w:instrText", "w:delText", "w:rt", "mc:Fallback"]);
const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    "w:tab": " ",
    "w:ptab": " ",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
    "w:softHyphen": "",
  }),
);
const DRAWINGS = new Set(["w:drawing", "w:pict", "w:object"]);
const NOTES: ReadonlyMap<string, "footnote" | "endnote"> = new Map([
  ["w:footnoteReference", "footnote"],
  ["w:endnoteReference", "endnote"],
]);
const PRIVATE = /^[EF][0-9A-F]{3}$/i;

/** Reads the words of a paragraph, or of a part of it, as they are shown. Other content goes to the asides. */
export function readRuns(element: XmlElement, reader: RunReader, surface: Surface = PAGE): string {
  return childElements(element)
    .map((child) => readRun(child, reader, surface))
    .join("");
}

function readRun(element: XmlElement, reader: RunReader, surface: Surface): string {
  const { name, attributes } = element;
  const sign = SIGNS.get(name);
  if (sign !== undefined) return sign;
  if (name === "w:t") return xmlTextOf(element);
  if (UNREAD.has(name) || (name === "w:r" && dropHiddenRun(element, reader, surface))) return "";
  if (name === "m:oMath") return writeMath(element);
  if (name === "w:sym") return readSymbol(attributes["w:char"] ?? "", reader.asides);
  if (DRAWINGS.has(name)) return readDrawing(element, reader.asides);
  const id = attributes["w:id"] ?? "";
  const note = NOTES.get(name);
  if (note !== undefined) return readReference(note, id, reader);
  if (name === "w:commentReference") reader.asides.references.push({ kind: "comment", id });
  return readRuns(element, reader, surface);
}

/** Returns whether a reader does not see a run, and notes its words. */
function dropHiddenRun(run: XmlElement, { asides, looks }: RunReader, { look, background }: Surface): boolean {
  const properties = childNamed(run, "w:rPr");
  const styleId = childNamed(properties, "w:rStyle")?.attributes["w:val"];
  const style = styleId === undefined ? {} : looks.get(styleId);
  const reason = reasonOfRun({ ...look, ...style, ...readRunLook(properties) }, background);
  const text = [...descendantsNamed(run, "w:t")].map(xmlTextOf).join("");
  // The colour and size of letters do not hide a picture.
  if (reason === undefined || (text === "" && reason !== "not-shown")) return false;
  // Word splits a sentence into several runs; they are one hidden passage.
  const last = asides.hidden.at(-1);
  if (last?.reason === reason && last.place === asides.place) last.text += text;
  else asides.hidden.push({ reason, text, place: asides.place });
  return true;
}

function readReference(kind: "footnote" | "endnote", id: string, { asides, numberNote }: RunReader): string {
  asides.references.push({ kind, id });
  return `[${kind} ${numberNote(kind, id)}]`;
}

function readSymbol(code: string, asides: Asides): string {
  if (/^[0-9A-F]{4}$/i.test(code) && !PRIVATE.test(code)) return String.fromCharCode(Number.parseInt(code, 16));
  asides.symbols++;
  return "\uFFFD";
}

/** Returns a picture's description. Text boxes are written after the paragraph. */
function readDrawing(drawing: XmlElement, asides: Asides): string {
  const boxes = [...descendantsNamed(drawing, "w:txbxContent")];
  append(asides.boxes, boxes);
  const properties = firstNamed(drawing, "wp:docPr")?.attributes;
  const shape = firstNamed(drawing, "v:shape")?.attributes;
  const text = readAlternativeText(properties?.descr, shape?.alt);
  const isPicture = ["a:blip", "v:imagedata", "c:chart", "dgm:relIds"]
    .map((name) => firstNamed(drawing, name))
    .find((element) => element !== undefined);
  if (isPicture !== undefined && text === "") asides.pictures++;
  return isPicture === undefined ? "" : ` ${text} `;
}
