import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from "pdfjs-dist";
import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";
import { type DocumentName, readOriginal } from "../api/index.ts";

GlobalWorkerOptions.workerSrc = workerUrl;

/** Opens the original PDF. Runs no scripts, forms or link actions, and ignores embedded files. */
export async function openPdf(name: DocumentName, signal: AbortSignal): Promise<PDFDocumentProxy> {
  const data = await readOriginal(name, signal);
  const folder = (part: string): string => new URL(`/pdfjs/${part}/`, location.href).href;
  return getDocument({
    data,
    cMapUrl: folder("cmaps"),
    standardFontDataUrl: folder("standard_fonts"),
    wasmUrl: folder("wasm"),
    iccUrl: folder("iccs"),
    isEvalSupported: false,
    enableXfa: false,
  }).promise;
}
