import { defined, LoadFailedError, type LoadInput, type ReceiptWarning } from "../../../core/index.ts";
import { type Colour, readColour, WHITE } from "../hidden/read-colour.ts";
import { warnOfHiddenText } from "../hidden/warn-of-hidden-text.ts";
import type { LoadResult } from "../load-result.ts";
import { readProperties } from "../ooxml/read-properties.ts";
import { readRelationships } from "../ooxml/read-relationships.ts";
import { createFlowWriter } from "../write/create-flow-writer.ts";
import { warnOfPictures } from "../write/warn-of-pictures.ts";
import { childNamed } from "../xml/find-elements.ts";
import { parseXml, type XmlElement } from "../xml/parse-xml.ts";
import { type Package, readPackage } from "../zip/read-package.ts";
import { createNumberer } from "./create-numberer.ts";
import type { Asides, RunReader } from "./read-docx-runs.ts";
import { readNotes } from "./read-notes.ts";
import { readStyleLooks } from "./read-run-look.ts";
import { readStyles } from "./read-styles.ts";
import { writeBody } from "./write-body.ts";

/**
 * Reads a Word document as it is shown with all changes accepted: headings and lists with their numbers, tables, text
 * boxes, and equations as linear text. Footnotes, endnotes and comments follow what they belong to. Headers and footers
 * are left out. Anchors are heading slugs.
 *
 * @throws {EncryptedDocumentError} when a part needs a password
 * @throws {LoadFailedError}        when it is broken, a bomb, or has no body
 */
export async function loadDocx(input: LoadInput): Promise<LoadResult> {
  const parts = await readPackage(input.bytes);
  const name =
    readRelationships(parts, "").find(({ type }) => type === "officeDocument")?.target ?? "word/document.xml";
  const main = readPart(parts, name);
  const body = childNamed(main, "w:body");
  if (body === undefined) {
    throw new LoadFailedError("The Word document has no body.", {
      hint: "Open it in a word processor, save it again, and add the new file.",
    });
  }
  const related = new Map(readRelationships(parts, name).map(({ type, target }) => [type, target]));
  const open = (type: string) => readPart(parts, related.get(type) ?? "");

  const writer = createFlowWriter();
  const styles = open("styles");
  const reader = createRunReader(readStyleLooks(styles));
  const notes = {
    footnote: readNotes(open("footnotes"), "w:footnote", reader),
    endnote: readNotes(open("endnotes"), "w:endnote", reader),
    comment: readNotes(open("comments"), "w:comment", reader),
  };
  reader.asides.references.length = 0;
  const numberItem = createNumberer(open("numbering"));
  const background = readPageColour(main);
  const counter = { paragraphs: 0 };
  writeBody(body, { writer, reader, notes, numberItem, styles: readStyles(styles), background, counter });

  const { firstHeading, ...written } = writer.finish();
  const { title = firstHeading, metadata } = readProperties(parts);
  return defined({ ...written, title, metadata, pagesWithoutText: [], warnings: warningsOf(reader.asides) });
}

function readPart(parts: Package, name: string): XmlElement | undefined {
  const bytes = parts.part(name);
  return bytes === undefined ? undefined : parseXml(bytes);
}

/** Creates a reader that numbers notes in the order of their references, each kind separately. */
function createRunReader(looks: RunReader["looks"]): RunReader {
  const numbers = { footnote: new Map<string, number>(), endnote: new Map<string, number>() };
  return {
    asides: { references: [], boxes: [], pictures: 0, symbols: 0, hidden: [], place: "notes" },
    looks,
    numberNote: (kind, id) => {
      const number = numbers[kind].get(id) ?? numbers[kind].size + 1;
      numbers[kind].set(id, number);
      return number;
    },
  };
}

/** Returns the colour of the page. A coloured page has it in `w:background`. */
function readPageColour(main: XmlElement | undefined): Colour {
  const written = childNamed(main, "w:background")?.attributes["w:color"] ?? "";
  return readColour(written.toLowerCase()) ?? WHITE;
}

function warningsOf({ pictures, symbols, hidden }: Asides): readonly ReceiptWarning[] {
  const signs = symbols === 1 ? "sign" : "signs";
  const message = `${symbols} ${signs} of a symbol font could not be read and became U+FFFD.`;
  const unread = symbols === 0 ? [] : [{ code: "characters-replaced", message }];
  return [...unread, ...warnOfHiddenText(hidden), ...warnOfPictures(pictures)];
}
