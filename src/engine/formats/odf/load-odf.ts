import {
  defined,
  EncryptedDocumentError,
  LoadFailedError,
  type LoadInput,
  type Metadata,
  type MetadataValue,
  type ReceiptWarning,
} from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import type { LoadResult } from "../load-result.ts";
import { createFlowWriter } from "../write/create-flow-writer.ts";
import { toIsoDate } from "../write/to-iso-date.ts";
import { warnOfPictures } from "../write/warn-of-pictures.ts";
import {
  childElements,
  childNamed,
  childrenNamed,
  descendantsNamed,
  firstNamed,
  xmlTextOf,
} from "../xml/find-elements.ts";
import { parseXml, type XmlElement } from "../xml/parse-xml.ts";
import { type Package, readPackage } from "../zip/read-package.ts";
import { type OdfAsides, readParagraphs } from "./read-inline.ts";
import { readListStyles } from "./read-list-styles.ts";
import { type ContentContext, writeContent } from "./write-content.ts";

/**
 * Reads OpenDocument texts and presentations as they are shown: headings, lists with their numbers, tables, text boxes
 * and formulas, with notes and comments after their paragraph. Anchors are heading slugs. In a presentation, the place
 * of a block is its slide, and a slide counts as a page.
 *
 * @throws {EncryptedDocumentError} when it needs a password
 * @throws {LoadFailedError}        when it is broken, a bomb, or has no body
 */
export async function loadOdf(input: LoadInput): Promise<LoadResult> {
  const parts = await readPackage(input.bytes);
  const open = (name: string) => openPart(parts, name);
  if (firstNamed(open("META-INF/manifest.xml"), "manifest:encryption-data") !== undefined) throw encrypted();
  const content = open("content.xml");
  const body = childElements(childNamed(content, "office:body") ?? noElement)[0];
  if (body === undefined) {
    throw new LoadFailedError("The OpenDocument file has no body.", {
      hint: "Open it in LibreOffice, save it again, and add the new file.",
    });
  }
  const context = {
    writer: createFlowWriter(),
    asides: createAsides(parts),
    listStyles: readListStyles([open("styles.xml"), content]),
  };
  const slides = childrenNamed(body, "draw:page");
  if (slides.length === 0) writeContent(body, context);
  const withoutText = slides.flatMap((slide, index) => (writeSlide(slide, index + 1, context) ? [] : [index + 1]));
  const { firstHeading, ...written } = context.writer.finish();
  const { title = firstHeading, metadata } = readMeta(open("meta.xml"));
  return defined({
    ...written,
    title,
    metadata,
    pages: slides.length === 0 ? undefined : slides.length,
    pagesWithoutText: withoutText,
    warnings: [...withoutText.map(warnOfSlide), ...warnOfPictures(context.asides.pictures)],
  });
}

const noElement: XmlElement = { name: "", attributes: {}, children: [] };

function encrypted(): EncryptedDocumentError {
  return new EncryptedDocumentError("The OpenDocument file is encrypted and needs a password.", {
    hint: "Save a copy without a password, and add the copy.",
  });
}

function openPart(parts: Package, name: string): XmlElement | undefined {
  const bytes = parts.part(name);
  return bytes === undefined ? undefined : parseXml(bytes);
}

function createAsides(parts: Package): OdfAsides {
  return {
    notes: [],
    boxes: [],
    numbers: { footnote: 0, endnote: 0 },
    pictures: 0,
    readFormula: (name) => {
      const root = name === "" ? undefined : openPart(parts, `${name.replace(/^\.\//, "")}/content.xml`);
      if (root === undefined || !/(^|:)math$/.test(root.name)) return "";
      const annotation = [...descendantsNamed(root, "annotation"), ...descendantsNamed(root, "math:annotation")][0];
      return xmlTextOf(annotation ?? root)
        .replaceAll(/\s+/g, " ")
        .trim();
    },
  };
}

/** Writes a slide's title, its shapes in their order, then the speaker's notes. Returns whether it has any text. */
function writeSlide(slide: XmlElement, number: number, context: ContentContext): boolean {
  const { writer, asides } = context;
  writer.setPlace({ slide: number });
  const before = writer.length();
  const shapes = childElements(slide);
  const isTitle = (shape: XmlElement) => shape.attributes["presentation:class"] === "title";
  for (const title of shapes.filter(isTitle)) writer.addHeading(readParagraphs(title, asides), 2);
  writeContent({ ...slide, children: shapes.filter((shape) => !isTitle(shape)) }, context);
  const notes = [...descendantsNamed(childNamed(slide, "presentation:notes"), "draw:text-box")];
  for (const note of notes.map((box) => readParagraphs(box, asides)).filter((text) => text !== "")) {
    writer.addNote(`[notes] ${note}`);
  }
  writer.endLists();
  return writer.length() > before;
}

function warnOfSlide(page: number): ReceiptWarning {
  const message = `Slide ${page} has no text: it is a picture, or blank.`;
  return { code: "page-without-text", message, page };
}

interface OdfProperties {
  readonly title: string | undefined;
  readonly metadata: Metadata;
}

function readMeta(root: XmlElement | undefined): OdfProperties {
  const all = (name: string) =>
    [...descendantsNamed(root, name)]
      .map((element) => normalizeText(xmlTextOf(element)).trim())
      .filter((text) => text !== "");
  const keywords = all("meta:keyword");
  const entries: readonly (readonly [string, MetadataValue | undefined])[] = [
    ["author", all("meta:initial-creator")[0] ?? all("dc:creator")[0]],
    ["subject", all("dc:subject")[0]],
    ["description", all("dc:description")[0]],
    ["keywords", keywords.length > 1 ? keywords : keywords[0]],
    ["language", all("dc:language")[0]],
    ["date", all("meta:creation-date").map(toIsoDate)[0]],
    ["modified", all("dc:date").map(toIsoDate)[0]],
  ];
  const filled = entries.flatMap(([key, value]) =>
    value === undefined || value === "" ? [] : [[key, value] as const],
  );
  return { title: all("dc:title")[0], metadata: Object.fromEntries(filled) };
}
