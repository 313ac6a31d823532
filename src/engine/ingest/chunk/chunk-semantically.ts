import type { ChunkLimits, ChunkText } from "./chunk-by-structure.ts";
import { compareUnits, INSEPARABLE } from "./compare-units.ts";
import { createHeaderFinder } from "./create-header-finder.ts";
import { finishSection } from "./finish-section.ts";
import { gatherSections } from "./gather-sections.ts";
import { joinSmallSections } from "./join-small-sections.ts";
import { createMeasure } from "./measure.ts";
import { packAtFalls } from "./pack-at-falls.ts";
import { sectionUnits } from "./section-units.ts";

/** Share of a document's gaps that are worth a cut: those whose sides are least alike. */
const CUT_SHARE = 0.2;

/**
 * Creates the `semantic` chunker: within sections, it cuts where neighbouring sentences are least alike; see
 * `createChunker`.
 */
export function chunkSemantically(limits: ChunkLimits): ChunkText {
  return async (document, services, signal) => {
    signal.throwIfAborted();
    const { text } = document;
    const measure = createMeasure(text, services);
    const headerOf = createHeaderFinder(document);
    const maxTokens = limits.maxTokens - limits.overlapTokens;
    const falls = { maxTokens, minTokens: maxTokens / 8 };

    const sections = joinSmallSections(gatherSections(document), limits.maxTokens, measure);
    const units = sections.map((section) => sectionUnits(text, section, { maxTokens, measure }));
    const similarities = await compareUnits(text, { sections: units, services }, signal);
    const threshold = quantile(similarities.flat().filter(isCompared), CUT_SHARE);

    return sections.flatMap((section, index) => {
      const packs = packAtFalls(units[index] ?? [], similarities[index] ?? [], { ...falls, threshold });
      return finishSection(text, { section, packs }, { ...limits, measure, headerOf });
    });
  };
}

const isCompared = (similarity: number): boolean => similarity !== INSEPARABLE;

/** Returns the value below which this share of the values lies; 1 without values. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(share * sorted.length)] ?? 1;
}
