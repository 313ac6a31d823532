import type { CollectionMap } from "../../src/core/index.ts";
import { type ComputedMap, nameClusters, readUnitRows, type UnitRows } from "./compute/index.ts";
import type { Grouping } from "./groups.ts";
import type { SlipWords } from "./passage-slip.tsx";
import { readableExcerpt } from "./readable-excerpt.ts";

/** Computed map with its passages and documents. */
export interface MapModel {
  readonly map: CollectionMap;
  readonly computed: ComputedMap;
  /** Name of each cluster; empty if it has no words. */
  readonly names: readonly string[];
  readonly rows: UnitRows;
}

export function toModel(map: CollectionMap, computed: ComputedMap): MapModel {
  const words = map.passages.map((passage) => passage.words);
  const names = nameClusters({ words, vocabulary: map.vocabulary, clusters: computed.clusters });
  return { map, computed, names, rows: readUnitRows(map.vectors, map.space?.dimensions ?? 0) };
}

/** Returns the name of a cluster within a sentence. */
export function themeOf({ names }: MapModel, cluster: number): string {
  const name = names[cluster] ?? "";
  return name === "" ? `Theme ${cluster + 1}` : name;
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
