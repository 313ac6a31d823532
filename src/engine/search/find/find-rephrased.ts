import type { SearchRequest, SearchServices, SearchSettings } from "../search-request.ts";
import type { QuestionVector } from "./embed-question.ts";
import { type Candidates, findCandidates } from "./find-candidates.ts";

/** Another phrasing of the question, and its vector. */
export interface Rephrasing {
  readonly text: string;
  readonly question: Promise<QuestionVector>;
}

/** What was found by one phrasing. */
export type RephrasedCandidates = Pick<Candidates, "words" | "vectors" | "isCut" | "generation">;

interface Asked {
  readonly request: SearchRequest;
  readonly rephrasings: readonly Rephrasing[];
  readonly settings: Pick<SearchSettings, "synonyms">;
  /** Chunks at most of each list. */
  readonly depth: number;
}

/** Searches each phrasing as the question is searched, one after the other; what it would warn of is told by the question. */
export async function findRephrased(
  services: Pick<SearchServices, "index" | "store">,
  { request, rephrasings, settings, depth }: Asked,
  signal: AbortSignal,
): Promise<readonly RephrasedCandidates[]> {
  const found: RephrasedCandidates[] = [];
  for (const { text, question } of rephrasings) {
    const asked = { text, words: text, phrases: [], prefixes: [], requiresPhrases: false };
    found.push(
      await findCandidates(services, { request, asked, question, settings, depth }, (_, work) => run(work), signal),
    );
  }
  return found;
}

async function run<T>(work: () => Promise<T> | T): Promise<T> {
  return work();
}
