/** Maximum number of ticks; in a longer document each tick stands for several pages. */
const MAX_TICKS = 120;

interface PageRulerProps {
  /** Page number, from 1. */
  readonly page: number;
  readonly pages: number;
  readonly cited: readonly number[];
  readonly onTurn: (page: number) => void;
}

/** Shows all pages on a slider: the current one dark, cited ones gold. A click or an arrow key goes to a page. */
export function PageRuler({ page, pages, cited, onTurn }: PageRulerProps) {
  const citedPages = [...new Set(cited)].sort((a, b) => a - b);
  const ticks = Math.min(pages, MAX_TICKS);
  const at = (one: number, of: number): number => (of <= 1 ? 0 : ((one - 1) / (of - 1)) * 100);
  return (
    <>
      <span className="nowrap">
        page {page} of {pages}
      </span>
      <span className="ruler">
        <svg className="strip" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
          {Array.from({ length: ticks }, (_, tick) => at(tick + 1, ticks)).map((place) => (
            <path key={place} className="tick" d={`M${place} 12v-4`} />
          ))}
          {citedPages.map((one) => (
            <path key={one} className="tick cited" d={`M${at(one, pages)} 12v-10`} />
          ))}
          <path className="tick now" d={`M${at(page, pages)} 12v-12`} />
        </svg>
        <input
          type="range"
          min={1}
          max={pages}
          value={page}
          aria-label="Page"
          aria-valuetext={`Page ${page} of ${pages}${citedPages.length === 0 ? "" : `; cited: ${citedPages.join(", ")}`}`}
          onChange={(event) => onTurn(event.target.valueAsNumber)}
        />
      </span>
    </>
  );
}
