import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from "pdfjs-dist";
import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";
import { type DocumentName, readOriginal } from "../api/index.ts";
import { type PageSize, readPageSizes } from "./measure-page.ts";

GlobalWorkerOptions.workerSrc = workerUrl;

export interface OpenedPdf {
  readonly pdf: PDFDocumentProxy;
  /** Sizes of the pages in order, as far as they could be read before they are drawn. */
  readonly sizes: readonly (PageSize | undefined)[];
}

/** Opens the original PDF. Runs no scripts, forms or link actions, and ignores embedded files. */
export async function openPdf(name: DocumentName, signal: AbortSignal): Promise<OpenedPdf> {
  const data = await readOriginal(name, signal);
  const folder = (part: string): string => new URL(`/pdfjs/${part}/`, location.href).href;
  const pdf = await getDocument({
    data,
    cMapUrl: folder("cmaps"),
    standardFontDataUrl: folder("standard_fonts"),
    wasmUrl: folder("wasm"),
    iccUrl: folder("iccs"),
    isEvalSupported: false,
    enableXfa: false,
  }).promise;
  return { pdf, sizes: await readPageSizes(pdf) };
}
