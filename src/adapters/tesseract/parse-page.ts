import { z } from "zod";
import type { GrayImage, OcrLine, OcrWord } from "../../core/index.ts";

const bounds = z.object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() });
const line = z.object({
  words: z.array(z.object({ text: z.string(), confidence: z.number(), bbox: bounds })),
  baseline: bounds,
  rowAttributes: z.object({ rowHeight: z.number() }),
});
const page = z.object({
  blocks: z.array(z.object({ paragraphs: z.array(z.object({ lines: z.array(line) })) })).nullable(),
});

/** Parses the engine's output into lines in pixels. Blank words and words outside the image are dropped. */
export function parsePage(output: unknown, image: GrayImage): readonly OcrLine[] {
  const { blocks } = page.parse(output);
  const lines = (blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines));
  return lines.flatMap(({ words, baseline, rowAttributes }) => {
    const visibleWords = words.flatMap((word) => toWord(word, image));
    if (visibleWords.length === 0) return [];
    const size = Math.max(1, rowAttributes.rowHeight);
    return [{ words: visibleWords, baseline: (baseline.y0 + baseline.y1) / 2, size }];
  });
}

function toWord(
  { text, confidence, bbox }: z.infer<typeof line>["words"][number],
  { width, height }: GrayImage,
): readonly OcrWord[] {
  const [x, y] = [clamp(bbox.x0, width), clamp(bbox.y0, height)];
  const box = { x, y, width: clamp(bbox.x1, width) - x, height: clamp(bbox.y1, height) - y };
  const trimmedText = text.normalize("NFC").trim();
  if (trimmedText === "" || box.width <= 0 || box.height <= 0) return [];
  return [{ text: trimmedText, box, confidence: clamp(confidence, 100) / 100 }];
}

/** Limits a value to the range from 0 to `maximum`. */
function clamp(value: number, maximum: number): number {
  return Math.min(maximum, Math.max(0, value));
}
