import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { getDocumentProxy } from "unpdf";
import { defined, EncryptedDocumentError, LoadFailedError } from "../../../core/index.ts";

export type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;
export type PdfPage = Awaited<ReturnType<PdfDocument["getPage"]>>;

/**
 * Folder with character maps of Chinese, Japanese and Korean fonts, and metrics of fonts that documents do not embed.
 */
const DATA_FOLDER = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

const PASSWORD_NEEDED = [
  "The PDF is encrypted and needs a password.",
  "Give its password with `--password-file FILE` or `--password`, or add a copy without one.",
] as const;
const WRONG_PASSWORD = [
  "The password does not open the PDF.",
  "Check its capital letters and line ends. Add files with other passwords separately.",
] as const;

supplyTransfer();

/**
 * Opens a PDF with PDF.js. Nothing is fetched from the network, no script of the document runs, and no font is drawn.
 *
 * @throws {EncryptedDocumentError} when it needs a password, or another one
 * @throws {LoadFailedError}        when it is broken, naming the reason
 */
export async function openPdf(bytes: Uint8Array, password?: string): Promise<PdfDocument> {
  try {
    // PDF.js takes ownership of the bytes, so it gets a copy.
    return await getDocumentProxy(
      new Uint8Array(bytes),
      defined({
        password,
        isEvalSupported: false,
        disableFontFace: true,
        useSystemFonts: false,
        useWorkerFetch: false,
        cMapUrl: `${DATA_FOLDER}${sep}cmaps${sep}`,
        cMapPacked: true,
        standardFontDataUrl: `${DATA_FOLDER}${sep}standard_fonts${sep}`,
        // Pictures are not decoded: only text and lines are read.
        maxImageSize: 1,
        verbosity: 0,
      }),
    );
  } catch (error) {
    throw toLoadError(error, password !== undefined);
  }
}

/** Adds a method that PDF.js needs to transfer fonts, and that Node.js 20 does not have yet. */
function supplyTransfer(): void {
  if ("transferToFixedLength" in ArrayBuffer.prototype) return;
  Object.defineProperty(ArrayBuffer.prototype, "transferToFixedLength", {
    configurable: true,
    writable: true,
    value(this: ArrayBuffer, length: number = this.byteLength): ArrayBuffer {
      return this.slice(0, length);
    },
  });
}

function toLoadError(error: unknown, hadPassword: boolean): Error {
  const name = error instanceof Error ? error.name : "unknown";
  if (name === "PasswordException") {
    const [message, hint] = hadPassword ? WRONG_PASSWORD : PASSWORD_NEEDED;
    return new EncryptedDocumentError(message, { hint, cause: error });
  }
  // The messages of these errors are PDF.js's own sentences, and quote nothing of the document.
  const isOwnSentence = error instanceof Error && (name === "InvalidPDFException" || name === "FormatError");
  const reason = isOwnSentence ? error.message.replace(/\.$/, "") : name;
  return new LoadFailedError(`The PDF is broken: ${reason}.`, {
    hint: "Open it in a PDF reader, save or print it as a new PDF, and add the new file.",
    cause: error,
  });
}
