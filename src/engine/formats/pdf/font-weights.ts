import type { PdfPage } from "./open-pdf.ts";
import type { Run } from "./read-runs.ts";

/** What a font is called is known only once a page's drawing was prepared, which takes as long as its text. */
const MOST_PAGES_PREPARED = 5;
const BOLD = /bold|black|heavy|demi/i;

/** Finds out which fonts of a document are bold, by their names. */
export function createFontWeights(): {
  /** Marks the runs that are bold; fonts that first come late in a long document stay unknown. */
  readonly mark: (page: PdfPage, runs: readonly Run[]) => Promise<readonly Run[]>;
} {
  const isBold = new Map<string, boolean>();
  let prepared = 0;
  const mark = async (page: PdfPage, runs: readonly Run[]) => {
    const fonts = new Set(runs.flatMap(({ font }) => font ?? []));
    const unknown = [...fonts].filter((font) => !isBold.has(font));
    if (unknown.length > 0 && prepared < MOST_PAGES_PREPARED) {
      prepared += 1;
      await page.getOperatorList({ annotationMode: 0 });
      for (const font of unknown) isBold.set(font, BOLD.test(readName(page, font)));
    }
    return runs.map((run) => (isBold.get(run.font ?? "") ? { ...run, isBold: true } : run));
  };
  return { mark };
}

function readName(page: PdfPage, font: string): string {
  const known: unknown = page.commonObjs.has(font) ? page.commonObjs.get(font) : undefined;
  if (typeof known !== "object" || known === null || !("name" in known)) return "";
  return typeof known.name === "string" ? known.name : "";
}
