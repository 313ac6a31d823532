import type { Analyzer, WorkBudget } from "../../../core/index.ts";
import { longestTerm } from "./analyze-query.ts";
import { type Candidates, createCandidates } from "./expansion-candidates.ts";
import { compareBeginning } from "./has-term-beginning.ts";
import { liveCount } from "./live-statistics.ts";
import type { WordSource } from "./word-source.ts";

/** Words of the segments that expansions are taken from, with the analyser and languages of the query. */
export interface ExpansionContext {
  readonly sources: readonly WordSource[];
  readonly analyzer: Analyzer;
  readonly languages: readonly string[];
  /** Likeliest language of the query; undefined if it has the only one, or none of them. */
  readonly questionLanguage: string | undefined;
  readonly work: WorkBudget;
}

/** Steps for reading a term of a dictionary. */
const STEPS_PER_TERM = 3;
/** Number of postings that are decoded in one step. */
const POSTINGS_PER_STEP = 16;

const utf8 = new TextEncoder();
const decoder = new TextDecoder();
const hasDigit = /\p{Nd}/u;

/**
 * Collects the terms that begin with a prefix. Terms are stems, so `autoclave*` also finds the stem `autoclav`. A code
 * is also tried in the form that terms have, `A-11*` as `a11`.
 */
export function expandPrefix(context: ExpansionContext, prefix: string): Candidates {
  const { sources, analyzer, languages } = context;
  const candidates = createCandidates();
  const terms = new Set(languages.flatMap((language) => longestTerm(analyzer.analyze(prefix, language))));
  const beginnings = new Set([prefix.normalize("NFKC").toLowerCase()]);
  if (hasDigit.test(prefix)) for (const term of terms) beginnings.add(term);
  for (const source of sources) {
    const offered = new Map<string, number>();
    for (const term of terms) offered.set(term, source.find(term)?.liveCount ?? 0);
    for (const beginning of beginnings) addTermsBeginning(source, context.work, beginning, offered);
    for (const [term, chunks] of offered) candidates.offer(term, 0, chunks);
  }
  return candidates;
}

function addTermsBeginning(
  { part, live }: WordSource,
  work: ExpansionContext["work"],
  beginning: string,
  offered: Map<string, number>,
): void {
  const bytes = utf8.encode(beginning);
  part.visitFrom(bytes, (term) => {
    const order = compareBeginning(term, bytes);
    if (order !== 0) return order < 0 ? Number.POSITIVE_INFINITY : 0;
    const chunks = liveCount(part, live, term.entry());
    offered.set(decoder.decode(term.bytes.subarray(0, term.size)), chunks);
    // A term that the reader cannot see costs nothing, or the end of the budget would reveal it.
    work.spend(chunks === 0 ? 0 : STEPS_PER_TERM + chunks / POSTINGS_PER_STEP);
    return Number.POSITIVE_INFINITY;
  });
}
