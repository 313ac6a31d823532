import { append, type ChunkDraft, type ChunkerServices } from "../../../core/index.ts";
import { createHeaderFinder } from "./create-header-finder.ts";
import { finishSection } from "./finish-section.ts";
import { gatherSections, type Section, sectionSpan } from "./gather-sections.ts";
import { joinSmallSections } from "./join-small-sections.ts";
import { createMeasure, type Measure } from "./measure.ts";
import { packSection } from "./pack-section.ts";
import type { TextToChunk } from "./text-to-chunk.ts";

/** Number of sections after which other work of the process gets a turn, however long the document is. */
const SECTIONS_BETWEEN_BREAKS = 64;

/** Share of the budget that a chunk of a long section may use: smaller chunks are found better. */
const LONG_SECTION_SHARE = 2 / 3;

/** Limits of one chunk. */
export interface ChunkLimits {
  readonly maxTokens: number;
  readonly overlapTokens: number;
}

/** Cuts a text; see `Chunker.chunk`. */
export type ChunkText = (
  document: TextToChunk,
  services: ChunkerServices,
  signal: AbortSignal,
) => Promise<readonly ChunkDraft[]>;

/** Creates the `structure` chunker: section by section along the document's headings; see `createChunker`. */
export function chunkByStructure(limits: ChunkLimits): ChunkText {
  return async (document, services, signal) => {
    const measure = createMeasure(document.text, services);
    const sections = joinSmallSections(gatherSections(document), limits.maxTokens, measure);
    const headerOf = createHeaderFinder(document);
    const drafts: ChunkDraft[] = [];
    for (const [index, section] of sections.entries()) {
      if (index % SECTIONS_BETWEEN_BREAKS === SECTIONS_BETWEEN_BREAKS - 1) await new Promise(setImmediate);
      signal.throwIfAborted();
      const maxTokens = chunkBudget(section, limits, measure);
      const packs = packSection(document.text, section, { maxTokens, measure });
      append(drafts, finishSection(document.text, { section, packs }, { ...limits, measure, headerOf }));
    }
    return drafts;
  };
}

/** Returns the budget of a section's chunks. A section that fits stays whole; the parts of a longer one are shorter. */
function chunkBudget(section: Section, { maxTokens, overlapTokens }: ChunkLimits, measure: Measure): number {
  if (measure.cost(sectionSpan(section), maxTokens) <= maxTokens) return Number.POSITIVE_INFINITY;
  return Math.ceil(maxTokens * LONG_SECTION_SHARE) - overlapTokens;
}
