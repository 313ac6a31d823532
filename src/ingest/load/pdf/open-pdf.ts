import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { getDocumentProxy } from "unpdf";
import { EncryptedDocumentError, LoadFailedError } from "../../../core/index.ts";

export type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;
export type PdfPage = Awaited<ReturnType<PdfDocument["getPage"]>>;

/** Character maps of Chinese, Japanese and Korean fonts, and metrics of fonts that documents name but do not hold. */
const DATA_FOLDER = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

/**
 * Opens a PDF with PDF.js: nothing comes from the network, no script of the document runs, and no font is drawn.
 *
 * @throws {EncryptedDocumentError} when it needs a password
 * @throws {LoadFailedError}        when it is broken, naming the reason
 */
export async function openPdf(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    // PDF.js takes the bytes over, so that it gets a copy.
    return await getDocumentProxy(new Uint8Array(bytes), {
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      cMapUrl: `${DATA_FOLDER}${sep}cmaps${sep}`,
      cMapPacked: true,
      standardFontDataUrl: `${DATA_FOLDER}${sep}standard_fonts${sep}`,
      verbosity: 0,
    });
  } catch (error) {
    throw toLoadError(error);
  }
}

function toLoadError(error: unknown): Error {
  const name = error instanceof Error ? error.name : "unknown";
  if (name === "PasswordException") {
    return new EncryptedDocumentError("The PDF is encrypted and needs a password.", {
      hint: "Save a copy without a password, and add that.",
      cause: error,
    });
  }
  // The messages of these errors are PDF.js's own sentences and quote nothing of the document.
  const isTelling = error instanceof Error && (name === "InvalidPDFException" || name === "FormatError");
  const reason = isTelling ? error.message.replace(/\.$/, "") : name;
  return new LoadFailedError(`The PDF is broken: ${reason}.`, {
    hint: "Open it in a PDF reader, save or print it as a new PDF, and add that.",
    cause: error,
  });
}
