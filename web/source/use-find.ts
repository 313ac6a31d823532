import { useDeferredValue, useMemo, useState } from "react";
import type { Span } from "../../src/core/index.ts";
import { findInText, foldText } from "./find-in-text.ts";

export interface Finding {
  readonly query: string;
  /** All matches, in order. */
  readonly found: readonly Span[];
  /** Index of the current match, from 0. */
  readonly at: number;
  readonly current: Span | undefined;
  look(query: string): void;
  step(by: 1 | -1): void;
}

/** Searches a text for words; after the last match comes the first. */
export function useFind(text: string, isMarkdown: boolean): Finding {
  const [{ query, at }, setLooking] = useState({ query: "", at: 0 });
  // The field shows typed words at once, even while the search of a long text lags behind.
  const wanted = useDeferredValue(query);
  const isLooking = wanted.trim() !== "";
  const folded = useMemo(() => (isLooking ? foldText(text, isMarkdown) : undefined), [isLooking, text, isMarkdown]);
  const found = useMemo(
    () => (folded === undefined ? [] : findInText(folded, wanted, isMarkdown)),
    [folded, wanted, isMarkdown],
  );
  const shown = found.length === 0 ? 0 : at % found.length;
  return {
    query,
    found,
    at: shown,
    current: found[shown],
    look: (next) => setLooking({ query: next, at: 0 }),
    step: (by) => {
      if (found.length > 0) setLooking({ query, at: (shown + by + found.length) % found.length });
    },
  };
}
