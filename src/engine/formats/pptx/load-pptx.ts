import { defined, LoadFailedError, type LoadInput, type ReceiptWarning } from "../../../core/index.ts";
import type { LoadResult } from "../load-result.ts";
import { readProperties } from "../ooxml/read-properties.ts";
import { type Relationship, readRelationships } from "../ooxml/read-relationships.ts";
import { createFlowWriter, type FlowWriter } from "../write/create-flow-writer.ts";
import { warnOfPictures } from "../write/warn-of-pictures.ts";
import { childNamed, childrenNamed, descendantsNamed, firstNamed, xmlTextOf } from "../xml/find-elements.ts";
import { parseXml, type XmlElement } from "../xml/parse-xml.ts";
import { type Package, readPackage } from "../zip/read-package.ts";
import { readLines } from "./read-paragraph.ts";
import { writeSlide } from "./write-slide.ts";

/**
 * Reads a presentation slide by slide, hidden ones too: title, text, tables and chart figures, then the speaker's notes
 * and comments. The place of a block is its slide, and a slide counts as a page.
 *
 * @throws {EncryptedDocumentError} when a part needs a password
 * @throws {LoadFailedError}        when it is broken, a bomb, or has no list of slides
 */
export async function loadPptx(input: LoadInput, signal: AbortSignal): Promise<LoadResult> {
  const parts = await readPackage(input.bytes);
  const name = readRelationships(parts, "").find(({ type }) => type === "officeDocument")?.target;
  const deck = createDeck(parts, name ?? "ppt/presentation.xml");
  const writer = createFlowWriter();
  const withoutText: number[] = [];
  const warnings: ReceiptWarning[] = [];
  let pictures = 0;
  deck.slides.forEach((slide, index) => {
    signal.throwIfAborted();
    const number = index + 1;
    writer.setPlace({ slide: number });
    const before = writer.length();
    const problem = tryWriteSlide(slide, deck, parts, writer, () => pictures++);
    if (writer.length() === before) withoutText.push(number);
    if (problem !== undefined) {
      warnings.push({
        code: "page-unreadable",
        message: `Slide ${number} could not be read (${problem}).`,
        page: number,
      });
    } else if (writer.length() === before) {
      const message = `Slide ${number} has no text: it is a picture, or blank.`;
      warnings.push({ code: "page-without-text", message, page: number });
    }
  });
  const { firstHeading, ...written } = writer.finish();
  const { title = firstHeading, metadata } = readProperties(parts);
  return defined({
    ...written,
    title,
    metadata,
    pages: deck.slides.length,
    pagesWithoutText: withoutText,
    warnings: [...warnings, ...warnOfPictures(pictures)],
  });
}

interface Deck {
  /** Names of the slides' parts, in the order in which they are shown. */
  readonly slides: readonly string[];
  readonly authors: ReadonlyMap<string, string>;
}

function createDeck(parts: Package, name: string): Deck {
  const bytes = parts.part(name);
  if (bytes === undefined) {
    throw new LoadFailedError("The presentation has no list of slides.", {
      hint: "Open it in PowerPoint or LibreOffice, save it again, and add the new file.",
    });
  }
  const relationships = readRelationships(parts, name);
  const targets = new Map(relationships.map(({ id, target }) => [id, target]));
  const list = childrenNamed(firstNamed(parseXml(bytes), "p:sldIdLst"), "p:sldId");
  const authors = openAll(parts, relationships, /^(commentAuthors|authors)$/);
  return {
    slides: list.map(({ attributes }) => targets.get(attributes["r:id"] ?? "") ?? ""),
    authors: readAuthors(authors),
  };
}

function openAll(parts: Package, relationships: readonly Relationship[], type: RegExp): readonly XmlElement[] {
  return relationships.flatMap((relationship) => {
    const bytes = type.test(relationship.type) ? parts.part(relationship.target) : undefined;
    return bytes === undefined ? [] : [parseXml(bytes)];
  });
}

/** Writes a slide. If it is broken, returns the reason, and the other slides are still read. */
function tryWriteSlide(
  name: string,
  deck: Deck,
  parts: Package,
  writer: FlowWriter,
  countPicture: () => void,
): string | undefined {
  const bytes = parts.part(name);
  if (bytes === undefined) return "its part is missing";
  try {
    const relationships = readRelationships(parts, name);
    const open = (id: string) =>
      openAll(
        parts,
        relationships.filter((relationship) => relationship.id === id),
        /./,
      )[0];
    writeSlide(parseXml(bytes), { writer, open, countPicture });
    for (const notes of openAll(parts, relationships, /^notesSlide$/)) writeNotes(notes, writer);
    for (const part of openAll(parts, relationships, /^comments$/)) {
      for (const comment of readComments(part, deck.authors)) writer.addNote(comment);
    }
    writer.endLists();
    return undefined;
  } catch (error) {
    if (!(error instanceof LoadFailedError)) throw error;
    return "its XML is broken";
  }
}

/** Writes the speaker's notes: the body of the notes page. Its other shapes repeat the slide. */
function writeNotes(notes: XmlElement, writer: FlowWriter): void {
  for (const shape of descendantsNamed(notes, "p:sp")) {
    const text = firstNamed(shape, "p:ph")?.attributes.type === "body" ? readLines(shape) : "";
    if (text !== "") writer.addNote(`[notes] ${text}`);
  }
}

/** Reads the names of comment authors by id, for both kinds of PowerPoint comments. */
function readAuthors(parts: readonly XmlElement[]): ReadonlyMap<string, string> {
  const authors = parts.flatMap((part) => part.children.filter((child) => typeof child !== "string"));
  return new Map(authors.map(({ attributes }) => [attributes.id ?? "", attributes.name?.trim() ?? ""]));
}

/** Reads the comments of a slide, each as one line with its author. */
function readComments(part: XmlElement, authors: ReadonlyMap<string, string>): readonly string[] {
  const comments = part.children.filter((child) => typeof child !== "string");
  return comments.flatMap((comment) => {
    const texts = [xmlTextOf(childNamed(comment, "p:text")), readLines(comment)];
    const replies = [...descendantsNamed(comment, "p:reply")].map(readLines);
    const text = [...texts, ...replies].filter((line) => line.trim() !== "").join(" ");
    const author = authors.get(comment.attributes.authorId ?? "") ?? "";
    return text === "" ? [] : [`[comment${author === "" ? "" : ` by ${author}`}] ${text}`];
  });
}
