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

/** What the engine found, in the port's units; words of nothing but space, or outside of the image, are left out. */
export function parsePage(found: unknown, image: GrayImage): readonly OcrLine[] {
  const { blocks } = page.parse(found);
  const lines = (blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines));
  return lines.flatMap(({ words, baseline, rowAttributes }) => {
    const read = words.flatMap((word) => toWord(word, image));
    if (read.length === 0) return [];
    return [{ words: read, baseline: (baseline.y0 + baseline.y1) / 2, size: Math.max(1, rowAttributes.rowHeight) }];
  });
}

function toWord(
  { text, confidence, bbox }: z.infer<typeof line>["words"][number],
  { width, height }: GrayImage,
): readonly OcrWord[] {
  const [x, y] = [clamp(bbox.x0, width), clamp(bbox.y0, height)];
  const box = { x, y, width: clamp(bbox.x1, width) - x, height: clamp(bbox.y1, height) - y };
  const read = text.normalize("NFC").trim();
  if (read === "" || box.width <= 0 || box.height <= 0) return [];
  return [{ text: read, box, confidence: clamp(confidence, 100) / 100 }];
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
