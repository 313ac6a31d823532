import type { ReadPage, ReceiptWarning } from "../../../core/index.ts";

/** From 0 to 1: below, many words are wrong. */
const LOW_CONFIDENCE = 0.8;
/** More pages than this get one warning together. */
const MOST_SINGLE_WARNINGS = 20;

/** Tells the pages of which OCR was not sure. One on which it found nothing is told as a page without text. */
export function warnOfOcr(pages: readonly ReadPage[]): readonly ReceiptWarning[] {
  const low = pages.filter(({ confidence }) => confidence > 0 && confidence < LOW_CONFIDENCE);
  if (low.length > MOST_SINGLE_WARNINGS) {
    const least = percent(Math.min(...low.map(({ confidence }) => confidence)));
    const message = `OCR is unsure of ${low.length} pages, of the worst to ${least}; words may be wrong.`;
    return [{ code: "low-ocr-confidence", message }];
  }
  return low.map(({ page, confidence }) => ({
    code: "low-ocr-confidence",
    message: `OCR is only ${percent(confidence)} sure of page ${page}; words may be wrong.`,
    page,
  }));
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
