import { Fragment } from "react";
import type { Span } from "../../src/core/index.ts";

export interface MarkedSpan extends Span {
  readonly number: number;
  readonly isOpen: boolean;
}

interface MarkedTextProps {
  readonly text: string;
  readonly span: Span;
  /** Sorted by start; of those that overlap, the open one is shown. */
  readonly marks: readonly MarkedSpan[];
  readonly onOpen: (number: number) => void;
}

interface Piece extends Span {
  readonly mark?: MarkedSpan;
}

/** A part of the text, exactly, with what is cited of it marked. */
export function MarkedText({ text, span, marks, onOpen }: MarkedTextProps) {
  return (
    <>
      {cutAtMarks(span, marks).map(({ start, end, mark }) => {
        const words = text.slice(start, end);
        if (mark === undefined) return <Fragment key={start}>{words}</Fragment>;
        return (
          <Fragment key={start}>
            {start === mark.start ? <Pin mark={mark} onOpen={onOpen} /> : null}
            <mark className={mark.isOpen ? "open" : undefined}>{words}</mark>
          </Fragment>
        );
      })}
    </>
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

/** The span in pieces, each of which is marked as a whole or not at all. */
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
    return [{ start, end, ...(mark === undefined ? {} : { mark }) }];
  });
}
