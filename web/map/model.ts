import type { CollectionMap } from "../../src/core/index.ts";
import { type ComputedMap, nameClusters, readUnitRows, type UnitRows } from "./compute/index.ts";
import type { Grouping } from "./groups.ts";
import type { SlipWords } from "./passage-slip.tsx";
import { readableExcerpt } from "./readable-excerpt.ts";

/** Computed map with its passages and documents. */
export interface MapModel {
  readonly map: CollectionMap;
  readonly computed: ComputedMap;
  /** Name of each cluster: the words that set it apart, else the title of the document with most of its passages. */
  readonly names: readonly string[];
  readonly rows: UnitRows;
}

export function toModel(map: CollectionMap, computed: ComputedMap): MapModel {
  return {
    map,
    computed,
    names: nameThemes(map, computed.clusters),
    rows: readUnitRows(map.vectors, map.space?.dimensions ?? 0),
  };
}

type Named = Pick<CollectionMap, "documents" | "passages" | "vocabulary">;

/** Names each cluster by the words that set it apart, or by a document if there are none. */
export function nameThemes(map: Named, clusters: Pick<ComputedMap["clusters"], "count" | "of">): readonly string[] {
  const words = map.passages.map((passage) => passage.words);
  return nameClusters({ words, vocabulary: map.vocabulary, clusters }).map((name, cluster) =>
    name === "" ? `“${titleOf(map, clusters.of, cluster)}”` : name,
  );
}

/** Returns the title of the document with most passages of a cluster; of two with as many, the first. */
function titleOf(map: Named, clusterOf: ArrayLike<number>, cluster: number): string {
  const counts = new Map<number, number>();
  for (const [row, { document }] of map.passages.entries())
    if (clusterOf[row] === cluster) counts.set(document, (counts.get(document) ?? 0) + 1);
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return map.documents[most?.[0] ?? -1]?.title ?? "";
}

export function wordsOf({ map }: MapModel, row: number, grouping: Grouping): SlipWords {
  const passage = map.passages[row];
  const document = map.documents[passage?.document ?? -1];
  const heading = passage?.headingPath.at(-1) ?? "";
  return {
    title: document?.title ?? "",
    heading,
    excerpt: readableExcerpt(passage?.excerpt ?? "", heading),
    group: grouping.groups[grouping.of[row] ?? -1]?.label ?? "",
  };
}
