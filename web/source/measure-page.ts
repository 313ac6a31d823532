import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";

/** Size of a page in PDF points. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** Returns the height of a page in whole pixels, since the list of pages measures whole pixels. */
export const pageHeight = ({ height }: PageSize, scale: number): number => Math.round(height * scale);

/** Size of a page, and the extent of its text. */
export interface PageMeasures extends PageSize {
  /** The left and right edge of its text. */
  readonly text?: { readonly left: number; readonly right: number };
  /** The size in which most of its letters are set. */
  readonly letter?: number | undefined;
}

/** Line of a page's text, or a part of one. */
export interface PieceOfText {
  readonly left: number;
  readonly width: number;
  readonly size: number;
  readonly letters: number;
}

/**
 * Maximum number of pages whose sizes are read. PDF.js takes half a second for a thousand, but ten seconds for five
 * thousand.
 */
const MAX_SIZES = 1_000;
/** Number of pages whose sizes are requested at the same time. */
const PAGES_AT_ONCE = 50;

/**
 * Returns the sizes of the first thousand pages, so that they can be laid out once and keep their heights. The size is
 * undefined for a page that cannot be read; such a page shows its error when it is drawn.
 */
export async function readPageSizes(pdf: PDFDocumentProxy): Promise<readonly (PageSize | undefined)[]> {
  const sizes: (PageSize | undefined)[] = [];
  const total = Math.min(MAX_SIZES, pdf.numPages);
  while (sizes.length < total) {
    const count = Math.min(PAGES_AT_ONCE, total - sizes.length);
    const numbers = Array.from({ length: count }, (_, index) => sizes.length + index + 1);
    const pages = await Promise.allSettled(numbers.map((number) => pdf.getPage(number)));
    for (const page of pages) sizes.push(page.status === "fulfilled" ? sizeOf(page.value) : undefined);
  }
  return sizes;
}

export async function measurePage(page: PDFPageProxy): Promise<PageMeasures> {
  const { width, height } = sizeOf(page);
  return { width, height, ...measureText(await piecesOf(page)) };
}

function sizeOf(page: PDFPageProxy): PageSize {
  const { width, height } = page.getViewport({ scale: 1 });
  return { width, height };
}

async function piecesOf(page: PDFPageProxy): Promise<readonly PieceOfText[]> {
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  return items.flatMap((item): readonly PieceOfText[] => {
    if (!("str" in item) || item.str.trim() === "") return [];
    const [, , , , x, y] = item.transform.map(Number);
    const [left] = viewport.convertToViewportPoint(x ?? 0, y ?? 0).map(Number);
    return [{ left: left ?? 0, width: item.width, size: item.height, letters: item.str.length }];
  });
}

export function measureText(pieces: readonly PieceOfText[]): Pick<PageMeasures, "text" | "letter"> {
  if (pieces.length === 0) return {};
  const left = Math.min(...pieces.map((piece) => piece.left));
  const right = Math.max(...pieces.map((piece) => piece.left + piece.width));
  const letters = new Map<number, number>();
  for (const { size, letters: count } of pieces) letters.set(size, (letters.get(size) ?? 0) + count);
  const [letter] = [...letters].sort(([a, many], [b, few]) => few - many || a - b)[0] ?? [];
  return { text: { left, right }, letter: letter === undefined || letter <= 0 ? undefined : letter };
}
