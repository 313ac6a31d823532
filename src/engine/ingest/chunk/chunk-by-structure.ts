import type { ChunkDraft, Chunker } from "../../../core/index.ts";
import { createHeaderFinder } from "./create-header-finder.ts";
import { finishSection } from "./finish-section.ts";
import { gatherSections, type Section } from "./gather-sections.ts";
import { joinSmallSections } from "./join-small-sections.ts";
import { createMeasure, type Measure } from "./measure.ts";
import { packSection } from "./pack-section.ts";
import { sectionSpan } from "./section-span.ts";

// So that a very long document does not hold up everything else in the process.
const sectionsBetweenBreaks = 64;

/** Of the budget, for the chunks of a section that is too long to stay whole: smaller ones are found better. */
const SHARE_OF_A_LONG_SECTION = 2 / 3;

interface ChunkLimits {
  readonly maxTokens: number;
  readonly overlapTokens: number;
}

/** Section by section along the document's headings; see `createChunker`. */
export function chunkByStructure(limits: ChunkLimits): Chunker["chunk"] {
  return async (document, services, signal) => {
    const measure = createMeasure(document.text, services);
    const sections = joinSmallSections(gatherSections(document), limits.maxTokens, measure);
    const headerOf = createHeaderFinder(document);
    const drafts: ChunkDraft[] = [];
    for (const [index, section] of sections.entries()) {
      if (index % sectionsBetweenBreaks === sectionsBetweenBreaks - 1) await new Promise(setImmediate);
      signal.throwIfAborted();
      const maxTokens = chunkTokens(section, limits, measure);
      const packs = packSection(document.text, section, { maxTokens, measure });
      drafts.push(...finishSection(document.text, { section, packs }, { ...limits, measure, headerOf }));
    }
    return drafts;
  };
}

/** The most of one chunk: a section that fits stays whole, and the parts of one that does not are shorter than need be. */
function chunkTokens(section: Section, { maxTokens, overlapTokens }: ChunkLimits, measure: Measure): number {
  if (measure.cost(sectionSpan(section), maxTokens) <= maxTokens) return Number.POSITIVE_INFINITY;
  return Math.ceil(maxTokens * SHARE_OF_A_LONG_SECTION) - overlapTokens;
}
