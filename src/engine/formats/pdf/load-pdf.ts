import type { LoadInput, Ocr } from "../../../core/index.ts";
import type { LoadResult } from "../loaders.ts";
import { warnOfOcr } from "../picture/warn-of-ocr.ts";
import { findHeadings } from "./find-headings.ts";
import { joinTables } from "./join-tables.ts";
import { layoutPage } from "./layout-page.ts";
import { openPdf, type PdfDocument } from "./open-pdf.ts";
import { readInformation } from "./read-information.ts";
import { readOutline } from "./read-outline.ts";
import { createPageReader, type PageContent } from "./read-page.ts";
import { readPictures } from "./read-pictures.ts";
import { setAsideRunningLines } from "./set-aside-running-lines.ts";
import { toBlocks } from "./to-blocks.ts";
import { isWithoutText, warnOfPages } from "./warn-of-pages.ts";
import { warnOfUnmapped } from "./warn-of-unmapped.ts";
import { writeText } from "./write-text.ts";

/**
 * Reads a PDF: its text by page in reading order, with the box of every run. A page break is a paragraph break; a page
 * without text, being a picture or blank, is read by OCR where there is one, and told by number if nothing was read.
 *
 * @throws {EncryptedDocumentError} when it needs a password
 * @throws {LoadFailedError}        when it is broken, naming the reason
 */
export async function loadPdf(input: LoadInput, signal: AbortSignal, ocr?: Ocr): Promise<LoadResult> {
  const pdf = await openPdf(input.bytes, input.password);
  try {
    const { title, metadata } = await readInformation(pdf);
    const outline = await readOutline(pdf);
    const drawn = setAsideRunningLines(await readPages(pdf, signal));
    const read = ocr === undefined ? undefined : await readPictures(drawn, { input, ocr }, signal);
    const { contents, ocrPages } = read ?? { contents: drawn, ocrPages: [] };
    const pages = contents.map(layoutPage);
    const levels = findHeadings(pages, outline);
    const written = writeText(joinTables(pages.map((parts, index) => toBlocks(parts, levels, index + 1))));
    const heading = written.elements.find(({ level }) => level === 1)?.span;
    const documentTitle = title ?? (heading === undefined ? undefined : written.text.slice(heading.start, heading.end));
    return {
      ...written,
      ...(documentTitle === undefined ? {} : { title: documentTitle }),
      metadata,
      pages: pages.length,
      pagesWithoutText: contents.flatMap((page, index) => (isWithoutText(page) ? [index + 1] : [])),
      ...(read === undefined ? {} : { ocrPages }),
      warnings: [...warnOfPages(contents), ...warnOfOcr(ocrPages), ...warnOfUnmapped(contents)],
    };
  } finally {
    await pdf.destroy();
  }
}

async function readPages(pdf: PdfDocument, signal: AbortSignal): Promise<readonly PageContent[]> {
  const readPage = createPageReader(pdf);
  const pages: PageContent[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    signal.throwIfAborted();
    pages.push(await readPage(number));
  }
  return pages;
}
