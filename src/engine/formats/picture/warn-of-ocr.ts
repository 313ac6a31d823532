import { findMin, type ReadPage, type ReceiptWarning } from "../../../core/index.ts";

/** Confidence, from 0 to 1, below which many words are wrong. */
const LOW_CONFIDENCE = 0.8;
/** Maximum number of single warnings. More pages get one warning together. */
const MAX_SINGLE_WARNINGS = 20;

/** Warns of pages with low OCR confidence. A page on which OCR found nothing gets the warning `page-without-text`. */
export function warnOfOcr(pages: readonly ReadPage[]): readonly ReceiptWarning[] {
  const low = pages.filter(({ confidence }) => confidence > 0 && confidence < LOW_CONFIDENCE);
  if (low.length > MAX_SINGLE_WARNINGS) {
    const lowest = percent(findMin(low.map(({ confidence }) => confidence)));
    const message = `OCR is unsure of ${low.length} pages, with a confidence down to ${lowest}; words may be wrong.`;
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
