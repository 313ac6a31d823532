import type { ChunkDraft, Chunker } from "../../core/index.ts";
import { createHeaderFinder } from "./create-header-finder.ts";
import { finishSection } from "./finish-section.ts";
import { gatherSections } from "./gather-sections.ts";
import { joinSmallSections } from "./join-small-sections.ts";
import { createMeasure } from "./measure.ts";
import { packSection } from "./pack-section.ts";

// So that a very long document does not hold up everything else in the process.
const sectionsBetweenBreaks = 64;

/** Section by section along the document's headings; see `createChunker`. */
export function chunkByStructure(limits: {
  readonly maxTokens: number;
  readonly overlapTokens: number;
}): Chunker["chunk"] {
  return async (document, services, signal) => {
    const measure = createMeasure(document.text, services);
    const sections = joinSmallSections(gatherSections(document), limits.maxTokens, measure);
    const headerOf = createHeaderFinder(document);
    const drafts: ChunkDraft[] = [];
    for (const [index, section] of sections.entries()) {
      if (index % sectionsBetweenBreaks === sectionsBetweenBreaks - 1) await new Promise(setImmediate);
      signal.throwIfAborted();
      const maxTokens = limits.maxTokens - limits.overlapTokens;
      const packs = packSection(document.text, section, { maxTokens, measure });
      drafts.push(...finishSection(document.text, { section, packs }, { ...limits, measure, headerOf }));
    }
    return drafts;
  };
}
