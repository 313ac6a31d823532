import type { LoadInput, ReceiptWarning } from "../../../core/index.ts";
import type { LoadResult } from "../loaders.ts";
import { buildBlocks } from "./build-blocks.ts";
import { findHeadings } from "./find-headings.ts";
import { openPdf, type PdfDocument } from "./open-pdf.ts";
import { readInformation } from "./read-information.ts";
import { readOutline } from "./read-outline.ts";
import { type PdfPageText, readPage } from "./read-page.ts";
import { writeText } from "./write-text.ts";

/**
 * Reads a PDF: its text by page in reading order, with the box of every run. A page break is a paragraph break; a page
 * without text, being a picture or blank, is told by number.
 *
 * @throws {EncryptedDocumentError} when it needs a password
 * @throws {LoadFailedError}        when it is broken, naming the reason
 */
export async function loadPdf(input: LoadInput, signal: AbortSignal): Promise<LoadResult> {
  const pdf = await openPdf(input.bytes);
  try {
    const { title, metadata } = await readInformation(pdf);
    const outline = await readOutline(pdf);
    const pages = await readPages(pdf, signal);
    const levels = findHeadings(pages, outline);
    const written = writeText(pages.map(({ regions }) => regions.flatMap((rows) => buildBlocks(rows, levels))));
    const heading = written.elements.find(({ level }) => level === 1)?.span;
    const documentTitle = title ?? (heading === undefined ? undefined : written.text.slice(heading.start, heading.end));
    return {
      ...written,
      ...(documentTitle === undefined ? {} : { title: documentTitle }),
      metadata,
      pages: pages.length,
      pagesWithoutText: pages.flatMap(({ regions }, index) => (regions.length === 0 ? [index + 1] : [])),
      warnings: pages.flatMap((page, index) => pageWarnings(page, index + 1)),
    };
  } finally {
    await pdf.destroy();
  }
}

async function readPages(pdf: PdfDocument, signal: AbortSignal): Promise<readonly PdfPageText[]> {
  const pages: PdfPageText[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    signal.throwIfAborted();
    pages.push(await readPage(pdf, number));
  }
  return pages;
}

function pageWarnings({ regions, problem }: PdfPageText, page: number): readonly ReceiptWarning[] {
  if (problem !== undefined) {
    return [{ code: "page-unreadable", message: `Page ${page} could not be read (${problem}).`, page }];
  }
  if (regions.length > 0) return [];
  return [{ code: "page-without-text", message: `Page ${page} has no text: it is a picture, or blank.`, page }];
}
