import type { CandidateLists } from "../candidates.ts";
import type { StartStage } from "../search-run.ts";
import type { Phrasing } from "./embed-question.ts";
import { findCandidates } from "./find-candidates.ts";
import type { FindingRun } from "./find-words.ts";

/**
 * Finds the candidates of each other phrasing in turn. Drops their warnings, since the question already has the same
 * ones.
 */
export async function findRephrased(
  run: FindingRun,
  phrasings: readonly Phrasing[],
  depth: number,
): Promise<readonly CandidateLists[]> {
  if (phrasings.length === 0) return [];
  const endStage = run.startStage("rephrasings");
  const found: CandidateLists[] = [];
  for (const phrasing of phrasings)
    found.push(await findCandidates({ ...run, startStage: withoutNotes }, phrasing, depth));
  endStage(found.reduce((sum, { words = [], vectors = [] }) => sum + Math.max(words.length, vectors.length), 0));
  return found;
}

const withoutNotes: StartStage = () => () => undefined;
