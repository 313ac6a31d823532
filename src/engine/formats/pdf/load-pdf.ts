import { defined, type LoadInput, type Ocr } from "../../../core/index.ts";
import { warnOfHiddenText } from "../hidden/warn-of-hidden-text.ts";
import type { LoadResult } from "../load-result.ts";
import { warnOfOcr } from "../picture/warn-of-ocr.ts";
import { dropRunningLines } from "./drop-running-lines.ts";
import { findHeadings } from "./find-headings.ts";
import { joinTables } from "./join-tables.ts";
import { layoutPage } from "./layout-page.ts";
import { openPdf, type PdfDocument } from "./open-pdf.ts";
import { readOutline } from "./read-outline.ts";
import { readInformation } from "./read-pdf-information.ts";
import { createPageReader, type PageContent } from "./read-pdf-page.ts";
import { readPictures } from "./read-pictures.ts";
import { repairLigatures } from "./repair-ligatures.ts";
import { toBlocks } from "./to-blocks.ts";
import { findSuspectPages, type IsSuspect } from "./visibility/find-suspect-pages.ts";
import { isWithoutText, warnOfPages, warnOfUnmapped } from "./warn-of-pages.ts";
import { writeText } from "./write-text.ts";

/**
 * Reads a PDF: its text by page in reading order, with the box of every run. A page break is a paragraph break. A page
 * without text, which is a picture or blank, is read by OCR if there is any. If nothing was read, a warning names the
 * page.
 *
 * @throws {EncryptedDocumentError} when it needs a password
 * @throws {LoadFailedError}        when it is broken, naming the reason
 */
export async function loadPdf(input: LoadInput, signal: AbortSignal, ocr?: Ocr): Promise<LoadResult> {
  const pdf = await openPdf(input.bytes, input.password);
  try {
    const { title, metadata } = await readInformation(pdf);
    const outline = await readOutline(pdf);
    const { pages: pageContents, warnings: repairs } = repairLigatures(
      await readPages(pdf, findSuspectPages(input.bytes), signal),
    );
    const drawn = dropRunningLines(pageContents);
    const read = ocr === undefined ? undefined : await readPictures(drawn, { input, ocr }, signal);
    const { contents, ocrPages } = read ?? { contents: drawn, ocrPages: [] };

    const pages = contents.map(layoutPage);
    const levels = findHeadings(pages, outline);
    const written = writeText(joinTables(pages.map((parts, index) => toBlocks(parts, levels, index + 1))));

    const heading = written.elements.find(({ level }) => level === 1)?.span;
    const documentTitle = title ?? (heading === undefined ? undefined : written.text.slice(heading.start, heading.end));
    return defined({
      ...written,
      title: documentTitle,
      metadata,
      pages: pages.length,
      pagesWithoutText: contents.flatMap((page, index) => (isWithoutText(page) ? [index + 1] : [])),
      ocrPages: read?.ocrPages,
      warnings: [
        ...warnOfPages(contents),
        ...warnOfOcr(ocrPages),
        ...warnOfUnmapped(contents),
        ...repairs,
        ...warnOfHiddenText(pageContents.flatMap(({ hidden = [] }) => hidden)),
      ],
    });
  } finally {
    await pdf.destroy();
  }
}

async function readPages(pdf: PdfDocument, isSuspect: IsSuspect, signal: AbortSignal): Promise<readonly PageContent[]> {
  const readPage = createPageReader(pdf, isSuspect);
  const pages: PageContent[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    signal.throwIfAborted();
    pages.push(await readPage(number));
  }
  return pages;
}
