import { LydianError } from "./lydian-error.ts";

/** OCR was asked for, and what it needs is not installed. */
export class OcrUnavailableError extends LydianError {
  readonly code = "ocr-unavailable";
}
