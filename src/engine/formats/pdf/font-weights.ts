import type { PdfPage } from "./open-pdf.ts";
import type { Run } from "./read-pdf-runs.ts";

/** Maximum number of pages whose drawing is prepared to learn font names. That takes as long as reading their text. */
const MAX_PREPARED_PAGES = 5;
const BOLD = /bold|black|heavy|demi/i;

export interface FontWeights {
  /** Marks bold runs. Fonts that first occur late in a long document stay unknown. */
  mark(page: PdfPage, runs: readonly Run[]): Promise<readonly Run[]>;
}

/** Creates a marker of bold text, by the names of a document's fonts. */
export function createFontWeights(): FontWeights {
  const isBold = new Map<string, boolean>();
  let prepared = 0;
  const mark = async (page: PdfPage, runs: readonly Run[]) => {
    const fonts = new Set(runs.flatMap(({ font }) => font ?? []));
    const unknown = [...fonts].filter((font) => !isBold.has(font));
    if (unknown.length > 0 && prepared < MAX_PREPARED_PAGES) {
      prepared += 1;
      await page.getOperatorList({ annotationMode: 0 });
      for (const font of unknown) isBold.set(font, BOLD.test(readName(page, font)));
    }
    return runs.map((run) => (isBold.get(run.font ?? "") ? { ...run, isBold: true } : run));
  };
  return { mark };
}

function readName(page: PdfPage, font: string): string {
  const object: unknown = page.commonObjs.has(font) ? page.commonObjs.get(font) : undefined;
  if (typeof object !== "object" || object === null || !("name" in object)) return "";
  return typeof object.name === "string" ? object.name : "";
}
