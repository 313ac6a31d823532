import type { Span } from "../../src/core/index.ts";

/** A text with the matched words underlined; spans are sorted and do not overlap. */
export function Marked({ text, marks }: { readonly text: string; readonly marks: readonly Span[] }) {
  const ends = [0, ...marks.map(({ end }) => end)];
  return (
    <>
      {marks.map(({ start, end }, index) => (
        <span key={start}>
          {text.slice(ends[index], start)}
          <em className="hit">{text.slice(start, end)}</em>
        </span>
      ))}
      {text.slice(ends.at(-1))}
    </>
  );
}
