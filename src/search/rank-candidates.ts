import type { StageResult } from "./explain/explain-hits.ts";
import type { Candidates } from "./find/find-candidates.ts";
import { fuse } from "./fuse/fuse.ts";
import type { SearchSettings } from "./search-request.ts";

/** The stages that ranked, in their order; the last one's order is the search's. */
export function rankCandidates(
  { words, vectors }: Pick<Candidates, "words" | "vectors">,
  settings: SearchSettings,
): readonly StageResult[] {
  const stages: StageResult[] = [];
  if (words !== undefined) stages.push({ stage: "words", chunks: words });
  if (vectors !== undefined) stages.push({ stage: "vectors", chunks: vectors });
  if (words !== undefined && vectors !== undefined) {
    const lists = [
      { label: "words", weight: 1 - settings.vectorWeight, chunks: words, absentScore: 0 },
      { label: "vectors", weight: settings.vectorWeight, chunks: vectors },
    ];
    stages.push({ stage: "fusion", chunks: fuse(lists, settings.fusionDepth, settings.fusion) });
  }
  return stages;
}
