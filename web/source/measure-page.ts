import type { PDFPageProxy } from "pdfjs-dist";

/** Size of a page in PDF points, and the extent of its text. */
export interface PageMeasures {
  readonly width: number;
  readonly height: number;
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

export async function measurePage(page: PDFPageProxy): Promise<PageMeasures> {
  const { width, height } = page.getViewport({ scale: 1 });
  return { width, height, ...measureText(await piecesOf(page)) };
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
