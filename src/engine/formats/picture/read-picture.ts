import type { Ocr, OcrLine } from "../../../core/index.ts";
import type { Run } from "../pdf/read-pdf-runs.ts";
import type { Picture } from "./picture.ts";

/** Text that OCR read on a page. */
export interface ReadPicture {
  /** Words with their boxes on the page. */
  readonly runs: readonly Run[];
  /** Mean confidence of the words, weighted by length, from 0 to 1; 0 if nothing was read. */
  readonly confidence: number;
}

/** Minimum confidence of a word. Below it are mostly drawings and stains that look like letters. */
const MIN_CONFIDENCE = 0.3;

/** Reads a page's picture as runs, like those of drawn text. */
export async function readPicture({ image, scale }: Picture, ocr: Ocr, signal: AbortSignal): Promise<ReadPicture> {
  const runs: Run[] = [];
  let characters = 0;
  let sum = 0;
  for (const line of await ocr.recognize(image, signal)) {
    for (const word of line.words) {
      if (word.confidence < MIN_CONFIDENCE) continue;
      runs.push(toRun(word, line, scale));
      characters += word.text.length;
      sum += word.confidence * word.text.length;
    }
  }
  return { runs, confidence: characters === 0 ? 0 : Math.round((sum / characters) * 100) / 100 };
}

function toRun({ text, box }: OcrLine["words"][number], { baseline, size }: OcrLine, scale: number): Run {
  const [x, y] = [toPoints(box.x, scale), toPoints(box.y, scale)];
  const [width, height] = [toPoints(box.width, scale), toPoints(box.height, scale)];
  return {
    text,
    box: { x, y, width, height },
    angle: 0,
    start: x,
    end: x + width,
    baseline: baseline / scale,
    fontSize: size / scale,
    isRightToLeft: false,
    isSpaced: true,
  };
}

/** Converts pixels to points, rounded to a hundredth. */
function toPoints(pixels: number, scale: number): number {
  return Math.round((pixels / scale) * 100) / 100;
}
