import type { Span } from "../../core/index.ts";
import { type FoldedToken, foldTokens } from "./fold-tokens.ts";

/** The words that a text shares with others, in runs. */
export interface SharedRuns {
  /** The runs in the text, in its order and without overlaps. */
  readonly spans: readonly Span[];
  /** Share of the words of the text in such runs, from 0 to 1. */
  readonly shareOfText: number;
  /** Share of the runs of the sources that occur in the text, from 0 to 1. */
  readonly shareOfSources: number;
}

interface SharedRunsQuery {
  readonly sources: readonly string[];
  /** Number of words of a run, at least. */
  readonly length: number;
  /** Texts whose runs do not count, such as what the caller said. */
  readonly except?: readonly string[];
}

/**
 * Finds runs of words that a text shares with others, whatever is between the words. Runs in time linear in all texts.
 */
export function findSharedRuns(text: string, { sources, length, except = [] }: SharedRunsQuery): SharedRuns {
  const known = readRuns(sources, length);
  for (const run of readRuns(except, length)) known.delete(run);
  const tokens = foldTokens(text);
  const shared = new Set<string>();
  const spans: Span[] = [];
  let words = 0;
  let done = 0;
  for (const [at, run] of runsOf(tokens, length).entries()) {
    if (!known.has(run)) continue;
    shared.add(run);
    const from = Math.max(done, at);
    words += at + length - from;
    done = at + length;
    addSpan(spans, tokens, at, done);
  }
  return {
    spans,
    shareOfText: tokens.length === 0 ? 0 : words / tokens.length,
    shareOfSources: known.size === 0 ? 0 : shared.size / known.size,
  };
}

/** Adds a run, joined with the one before if they touch. */
function addSpan(spans: Span[], tokens: readonly FoldedToken[], from: number, to: number): void {
  const start = tokens[from]?.start ?? 0;
  const end = tokens[to - 1]?.end ?? start;
  const last = spans.at(-1);
  if (last !== undefined && last.end >= start) spans[spans.length - 1] = { start: last.start, end };
  else spans.push({ start, end });
}

function readRuns(texts: readonly string[], length: number): Set<string> {
  return new Set(texts.flatMap((text) => runsOf(foldTokens(text), length)));
}

function runsOf(tokens: readonly FoldedToken[], length: number): readonly string[] {
  const words = tokens.map(({ word }) => word);
  const count = Math.max(0, words.length - length + 1);
  return Array.from({ length: count }, (_, at) => words.slice(at, at + length).join(" "));
}
