import type { StageResult } from "./explain/explain-hits.ts";
import type { Candidates } from "./find/find-candidates.ts";
import type { RephrasedCandidates } from "./find/find-rephrased.ts";
import { fuse } from "./fuse/fuse.ts";
import type { RankedList } from "./fuse/fusion.ts";
import type { SearchSettings } from "./search-request.ts";

/** What all other phrasings weigh together, beside the question with the rest. */
const REPHRASINGS_WEIGHT = 1 / 3;

/** The stages that ranked, in their order; the last one's order is the search's. */
export function rankCandidates(
  { words, vectors, rephrased = [] }: Pick<Candidates, "words" | "vectors"> & Rephrased,
  settings: SearchSettings,
): readonly StageResult[] {
  const stages: StageResult[] = [];
  if (words !== undefined) stages.push({ stage: "words", chunks: words });
  if (vectors !== undefined) stages.push({ stage: "vectors", chunks: vectors });
  if (stages.length + rephrased.length > 1) {
    const share = rephrased.length === 0 ? 0 : REPHRASINGS_WEIGHT / rephrased.length;
    const lists = [
      ...listsOf({ words, vectors }, settings, {
        label: "",
        weight: rephrased.length === 0 ? 1 : 1 - REPHRASINGS_WEIGHT,
      }),
      ...rephrased.flatMap((one, index) =>
        listsOf(one, settings, { label: ` of phrasing ${index + 1}`, weight: share }),
      ),
    ];
    stages.push({ stage: "fusion", chunks: fuse(lists, settings.fusionDepth, settings.fusion) });
  }
  return stages;
}

interface Rephrased {
  /** What other phrasings of the question found. */
  readonly rephrased?: readonly RephrasedCandidates[];
}

/** Of one phrasing; where it has one list, that has all of its weight. */
function listsOf(
  {
    words,
    vectors,
  }: { readonly words?: Candidates["words"] | undefined; readonly vectors?: Candidates["vectors"] | undefined },
  { vectorWeight }: SearchSettings,
  { label, weight }: { readonly label: string; readonly weight: number },
): readonly RankedList[] {
  const byWords = vectors === undefined ? weight : weight * (1 - vectorWeight);
  const byVectors = words === undefined ? weight : weight * vectorWeight;
  return [
    ...(words === undefined ? [] : [{ label: `words${label}`, weight: byWords, chunks: words, absentScore: 0 }]),
    ...(vectors === undefined ? [] : [{ label: `vectors${label}`, weight: byVectors, chunks: vectors }]),
  ];
}
