import { useContext, useMemo } from "react";
import type { Span } from "../../src/core/index.ts";
import { Inline, type InlinePiece, type InlineReader } from "./inline-piece.ts";

export interface MarkedSpan extends Span {
  /** Number of the citation; 0 for a mark without a pin. */
  readonly number: number;
  readonly isOpen: boolean;
}

interface MarkedTextProps {
  readonly text: string;
  readonly span: Span;
  /** Start of the source including hidden markup; absent if equal to the span's. */
  readonly from?: number | undefined;
  /** Marks sorted by start; where marks overlap, the open one is shown. */
  readonly marks: readonly MarkedSpan[];
  readonly onOpen: (number: number) => void;
}

interface Piece extends Span {
  readonly mark?: MarkedSpan | undefined;
}

/**
 * Shows a part of the text exactly, with its citations marked. Formatting signs are present but hidden. Each element
 * has the offset of its text in `data-at`.
 */
export function MarkedText({ text, span, from = span.start, marks, onOpen }: MarkedTextProps) {
  const read = useContext(Inline);
  const { start, end } = span;
  const inline = useMemo(() => readAt(text, { start, end }, read), [text, start, end, read]);
  return (
    <>
      {cutAtMarks(span, marks).map(({ mark, ...piece }) => {
        const words = cutAlong(piece, inline).map((part) => <Words key={part.start} text={text} piece={part} />);
        if (mark === undefined) return words;
        return (
          <span key={piece.start}>
            {mark.number > 0 && isFirst(piece.start, mark, { start, from }) ? (
              <Pin mark={mark} onOpen={onOpen} />
            ) : null}
            <mark className={mark.isOpen ? "open" : undefined}>{words}</mark>
          </span>
        );
      })}
    </>
  );
}

/** Returns whether this is the first visible part of a mark. */
const isFirst = (at: number, mark: Span, span: { readonly start: number; readonly from: number }): boolean =>
  at === mark.start || (at === span.start && mark.start >= span.from && mark.start < at);

function Words({ text, piece: { start, end, looks, isSign } }: { readonly text: string; readonly piece: InlinePiece }) {
  const words = text.slice(start, end);
  if (isSign)
    return (
      <span className="sign" data-at={start} aria-hidden="true">
        {words}
      </span>
    );
  return (
    <span className={looks.length === 0 ? undefined : looks.map((look) => `look-${look}`).join(" ")} data-at={start}>
      {words}
    </span>
  );
}

function Pin({
  mark: { number, isOpen },
  onOpen,
}: {
  readonly mark: MarkedSpan;
  readonly onOpen: (number: number) => void;
}) {
  return (
    <button
      type="button"
      className={isOpen ? "pin open" : "pin"}
      aria-label={isOpen ? `Citation ${number}, open` : `Citation ${number}`}
      data-number={number}
      onClick={() => onOpen(number)}
    />
  );
}

/** Returns the inline pieces of a span, with offsets in the whole text. */
function readAt(text: string, { start, end }: Span, read: InlineReader): readonly InlinePiece[] {
  return read(text.slice(start, end)).map((piece) => ({
    ...piece,
    start: start + piece.start,
    end: start + piece.end,
  }));
}

function cutAlong({ start, end }: Span, inline: readonly InlinePiece[]): readonly InlinePiece[] {
  return inline
    .filter((piece) => piece.start < end && piece.end > start)
    .map((piece) => ({ ...piece, start: Math.max(piece.start, start), end: Math.min(piece.end, end) }));
}

/** Splits a span into pieces that are each either fully marked or unmarked. */
export function cutAtMarks(span: Span, marks: readonly MarkedSpan[]): readonly Piece[] {
  const touching = marks.filter(({ start, end }) => start < span.end && end > span.start);
  const cuts = new Set([span.start, span.end]);
  for (const { start, end } of touching) {
    cuts.add(Math.max(start, span.start));
    cuts.add(Math.min(end, span.end));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).flatMap((start, at): readonly Piece[] => {
    const end = sorted[at + 1];
    if (end === undefined) return [];
    const over = touching.filter((mark) => mark.start <= start && mark.end >= end);
    const mark = over.find(({ isOpen }) => isOpen) ?? over[0];
    return [{ start, end, mark }];
  });
}
