import type { Passage } from "../../src/core/index.ts";
import { Notice } from "../pieces/index.ts";
import type { Place } from "../reading/index.ts";

interface ChangedProps {
  readonly place: Place;
  readonly passages: readonly Passage[];
  /** True if the current document still contains the cited words. */
  readonly isStill: boolean;
}

/** Shows the cited passage as saved, above the current document. */
export function Changed({ place: { documentId, span, quote }, passages, isStill }: ChangedProps) {
  const passage = passages.find(
    ({ hit }) => hit.documentId === documentId && hit.span.start <= span.start && span.end <= hit.span.end,
  );
  const at = passage === undefined ? -1 : passage.text.indexOf(quote);
  const before = passage !== undefined && at >= 0 ? passage.text.slice(0, at) : "";
  const after = passage !== undefined && at >= 0 ? passage.text.slice(at + quote.length) : "";
  return (
    <div className="changed">
      <Notice>
        This document has changed since the answer.{" "}
        {isStill ? "It still contains the cited words." : "It no longer contains the cited words."}
      </Notice>
      <h3>As it was</h3>
      <blockquote dir="auto">
        {before}
        <mark className={isStill ? undefined : "open"}>{quote}</mark>
        {after}
      </blockquote>
      <h3>As it is now</h3>
    </div>
  );
}
