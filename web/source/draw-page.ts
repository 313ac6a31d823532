import { type PDFPageProxy, TextLayer } from "pdfjs-dist";
import { chooseDots } from "./choose-scale.ts";

export interface Drawing {
  readonly page: PDFPageProxy;
  /** Pixels per PDF point. */
  readonly scale: number;
  readonly isDark: boolean;
  readonly canvas: HTMLCanvasElement;
  /** Element that receives the page's text, placed over the picture for selection and search. */
  readonly letters: HTMLElement;
}

/** Draws a page with its text layer; returns false if it was aborted. */
export async function drawPage(
  { page, scale, isDark, canvas, letters }: Drawing,
  signal: AbortSignal,
): Promise<boolean> {
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: chooseDots(scale, devicePixelRatio, { width, height }) });
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  const picture = page.render({ canvas, viewport, pageColors: isDark ? pageColors(canvas) : undefined });
  letters.replaceChildren();
  letters.style.setProperty("--total-scale-factor", String(scale));
  const text = new TextLayer({
    textContentSource: page.streamTextContent(),
    container: letters,
    viewport: page.getViewport({ scale }),
  });
  signal.addEventListener("abort", () => {
    picture.cancel();
    text.cancel();
  });
  try {
    await Promise.all([picture.promise, text.render()]);
    return !signal.aborted;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}

/** Releases the canvas and text of a distant page. */
export function forgetPage({ page, canvas, letters }: Pick<Drawing, "page" | "canvas" | "letters">): void {
  canvas.width = 0;
  canvas.height = 0;
  letters.replaceChildren();
  page.cleanup();
}

/** Returns the theme's colours for a page, since a white page is too bright in a dark theme. */
function pageColors(canvas: HTMLCanvasElement): { readonly background: string; readonly foreground: string } {
  const { backgroundColor, color } = getComputedStyle(canvas);
  return { background: backgroundColor, foreground: color };
}
