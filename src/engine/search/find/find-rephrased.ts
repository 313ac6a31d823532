import type { CandidateLists } from "../candidates.ts";
import type { StageTracer } from "../search-run.ts";
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
  return run.trace(
    "rephrasings",
    async () => {
      const found: CandidateLists[] = [];
      for (const phrasing of phrasings) found.push(await findCandidates({ ...run, trace: untraced }, phrasing, depth));
      return found;
    },
    (found) => found.reduce((sum, { words = [], vectors = [] }) => sum + Math.max(words.length, vectors.length), 0),
  );
}

const untraced: StageTracer = async (_stage, work) => work();
