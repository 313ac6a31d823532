import { append, defined, EncryptedDocumentError, type LoadInput, type ReceiptWarning } from "../../../core/index.ts";
import { decodeText } from "../decode/decode-text.ts";
import { type HiddenPart, warnOfHiddenText } from "../hidden/warn-of-hidden-text.ts";
import { dropHidden, dropUnread } from "../html/drop-hidden.ts";
import { type HtmlElement, parseHtml } from "../html/parse-html.ts";
import { renderText } from "../html/render-text.ts";
import type { LoadResult } from "../load-result.ts";
import { createTextWriter, type TextWriter } from "../write/create-text-writer.ts";
import { warnOfPictures } from "../write/warn-of-pictures.ts";
import { descendantsNamed } from "../xml/find-elements.ts";
import { parseXml } from "../xml/parse-xml.ts";
import { type Package, readPackage } from "../zip/read-package.ts";
import { closeEmptyTags } from "./close-empty-tags.ts";
import { type Chapter, readPackageDocument } from "./read-package-document.ts";

/**
 * Reads an EPUB: its chapters in the order of the spine, each like an HTML page, but whole. An anchor is the chapter's
 * file, with `#` and an id or a heading's slug in it.
 *
 * @throws {EncryptedDocumentError} when its text is encrypted, as shops do
 * @throws {LoadFailedError}        when it is broken, a bomb, or has no package document
 */
export async function loadEpub(input: LoadInput, signal: AbortSignal): Promise<LoadResult> {
  const parts = await readPackage(input.bytes);
  refuseEncrypted(parts);
  const { title, metadata, chapters } = readPackageDocument(parts);
  const writer = createTextWriter();
  const missing: string[] = [];
  const hidden: HiddenPart[] = [];
  let pictures = 0;
  for (const chapter of chapters) {
    signal.throwIfAborted();
    const bytes = parts.part(chapter.name);
    if (bytes === undefined) missing.push(chapter.href);
    else {
      const written = writeChapter(bytes, chapter, writer);
      pictures += written.pictures;
      append(hidden, written.hidden);
    }
  }
  return defined({
    ...writer.finish(),
    title,
    metadata,
    pagesWithoutText: [],
    warnings: [...warnOfMissing(missing.length), ...warnOfHiddenText(hidden), ...warnOfPictures(pictures)],
  });
}

/** Refuses encrypted text. Scrambled fonts do not matter. */
function refuseEncrypted(parts: Package): void {
  const bytes = parts.part("META-INF/encryption.xml");
  if (bytes === undefined) return;
  const references = [
    ...descendantsNamed(parseXml(bytes), "enc:CipherReference"),
    ...descendantsNamed(parseXml(bytes), "CipherReference"),
  ];
  if (!references.some(({ attributes }) => /html?$/i.test(attributes.URI ?? ""))) return;
  throw new EncryptedDocumentError("The text of the e-book is encrypted.", {
    hint: "Only the shop's own reader opens it. Add a copy without protection.",
  });
}

interface WrittenChapter {
  /** Number of pictures without a description. */
  readonly pictures: number;
  readonly hidden: readonly HiddenPart[];
}

function writeChapter(bytes: Uint8Array, { href }: Chapter, writer: TextWriter): WrittenChapter {
  const root = parseHtml(closeEmptyTags(decodeText(bytes, "utf-8").text)).documentElement;
  const hidden = dropHidden(root).map((part) => ({ ...part, place: href }));
  dropUnread(root);
  const written = { pictures: countPictures(root), hidden };
  const rendered = renderText(root);
  const span = writer.addWritten(rendered);
  if (span === undefined) return written;
  const shift = (offset: number) => offset + span.start;
  const first = rendered.locations[0]?.span.start;
  // Without its own place, text before the first anchor would belong to the last anchor of the chapter before.
  if (first !== 0) {
    const end = first ?? rendered.elements[0]?.span.end ?? rendered.text.length;
    writer.locate({ start: span.start, end: shift(end) }, { anchor: href });
  }
  for (const { span: located, location } of rendered.locations) {
    const anchor = "anchor" in location ? `${href}#${location.anchor}` : href;
    writer.locate({ start: shift(located.start), end: shift(located.end) }, { anchor });
  }
  return written;
}

function countPictures(root: HtmlElement): number {
  return [...root.querySelectorAll("img")].filter((image) => (image.getAttribute("alt") ?? "").trim() === "").length;
}

function warnOfMissing(count: number): readonly ReceiptWarning[] {
  if (count === 0) return [];
  const what = count === 1 ? "1 chapter is" : `${count} chapters are`;
  return [{ code: "part-missing", message: `${what} listed by the e-book, but missing in it.` }];
}
