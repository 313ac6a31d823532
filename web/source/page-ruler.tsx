import { IconButton } from "../pieces/index.ts";

/** More pages than this are not drawn one by one: a tick stands for several. */
const MOST_TICKS = 120;

interface PageRulerProps {
  readonly isText: boolean;
  readonly setIsText: (isText: boolean) => void;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly cited: readonly number[];
  readonly onTurn: (page: number) => void;
}

/** All pages: dark is this one, gold those that are cited. */
export function PageRuler({ isText, setIsText, page, pages, cited, onTurn }: PageRulerProps) {
  const citedPages = [...new Set(cited)].sort((a, b) => a - b);
  const place = (at: number): number => (pages <= 1 ? 0 : ((at - 1) / (pages - 1)) * 100);
  const ticks = Math.min(pages, MOST_TICKS);
  return (
    <div className="pages">
      <fieldset className="segment" aria-label="Show as">
        <button type="button" aria-pressed={!isText} onClick={() => setIsText(false)}>
          Page
        </button>
        <button type="button" aria-pressed={isText} onClick={() => setIsText(true)}>
          Text
        </button>
      </fieldset>
      <span>
        page {page} of {pages}
      </span>
      <svg
        className="strip"
        viewBox="0 0 100 12"
        preserveAspectRatio="none"
        role="img"
        aria-label={`This is page ${page} of ${pages}. Cited: ${citedPages.join(", ")}`}
      >
        {Array.from({ length: ticks }, (_, at) => at).map((at) => (
          <path key={at} className="tick" d={`M${ticks === 1 ? 0 : (at / (ticks - 1)) * 100} 12v-4`} />
        ))}
        {citedPages.map((one) => (
          <path key={one} className="tick cited" d={`M${place(one)} 12v-10`} />
        ))}
        <path className="tick now" d={`M${place(page)} 12v-12`} />
      </svg>
      <span className="turn">
        <IconButton icon="previous" label="Page before" disabled={page <= 1} onClick={() => onTurn(page - 1)} />
        <IconButton icon="next" label="Page after" disabled={page >= pages} onClick={() => onTurn(page + 1)} />
      </span>
    </div>
  );
}
