import type { LoadInput, Ocr, ReadPage } from "../../../core/index.ts";
import { readPicture } from "../picture/read-picture.ts";
import type { PageContent } from "./read-pdf-page.ts";
import { openRenderer, type PageRenderer } from "./render-page.ts";
import { isWithoutText } from "./warn-of-pages.ts";

export interface PagesRead {
  readonly contents: readonly PageContent[];
  /** Pages that were pictures, with the confidence of OCR. */
  readonly ocrPages: readonly ReadPage[];
}

export interface OcrInput {
  readonly input: LoadInput;
  readonly ocr: Ocr;
}

/**
 * Reads the pages without text by OCR. Each is drawn as it is shown, so that a scan, a picture and letters drawn as
 * lines are treated alike. A page on which nothing was read stays as it was.
 */
export async function readPictures(
  contents: readonly PageContent[],
  { input, ocr }: OcrInput,
  signal: AbortSignal,
): Promise<PagesRead> {
  const isPicture = (page: PageContent) => page.problem === undefined && isWithoutText(page);
  if (!contents.some(isPicture)) return { contents, ocrPages: [] };
  const renderer = await openRenderer(input.bytes, input.password);
  try {
    const pages: PageContent[] = [];
    const ocrPages: ReadPage[] = [];
    for (const [index, content] of contents.entries()) {
      signal.throwIfAborted();
      const read = isPicture(content) ? await readPage(renderer, index + 1, ocr, signal) : undefined;
      pages.push(
        read === undefined || read.runs.length === 0
          ? content
          : { ...content, ...read, grids: [], hasOnlyRunningLines: false },
      );
      if (read !== undefined) ocrPages.push({ page: index + 1, confidence: read.confidence });
    }
    return { contents: pages, ocrPages };
  } finally {
    await renderer.close();
  }
}

async function readPage(renderer: PageRenderer, page: number, ocr: Ocr, signal: AbortSignal) {
  const picture = await renderer.render(page);
  return picture === undefined ? undefined : await readPicture(picture, ocr, signal);
}
