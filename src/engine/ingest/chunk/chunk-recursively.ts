import type { ChunkLimits, ChunkText } from "./chunk-by-structure.ts";
import { createHeaderFinder } from "./create-header-finder.ts";
import { finishChunks } from "./finish-chunks.ts";
import { gatherSections, sectionSpan } from "./gather-sections.ts";
import { createMeasure } from "./measure.ts";
import { packPieces } from "./pack-pieces.ts";
import { splitToPieces } from "./split-to-pieces.ts";
import { splitIntoSentences, splitLines, splitParagraphs } from "./splitters.ts";
import { trimSpan } from "./trim-span.ts";

/**
 * Creates the `recursive` chunker: by paragraphs, then lines, then sentences, then words, whatever the headings; see
 * `createChunker`.
 */
export function chunkRecursively(limits: ChunkLimits): ChunkText {
  return async (document, services, signal) => {
    signal.throwIfAborted();
    const { text } = document;
    const whole = trimSpan(text, { start: 0, end: text.length });
    if (whole === undefined) return [];

    const measure = createMeasure(text, services);
    const maxTokens = limits.maxTokens - limits.overlapTokens;
    const splitters = [splitParagraphs, splitLines, splitIntoSentences];
    const pieces = splitToPieces(text, whole, { splitters, limit: maxTokens, measure });
    const packs = packPieces(pieces, { maxTokens, headings: 0 });

    const sections = gatherSections(document).map((section) => ({ ...sectionSpan(section), path: section.path }));
    const headerOf = createHeaderFinder(document);
    let next = 0;
    return finishChunks(text, packs, { ...limits, measure }).map((draft) => {
      while ((sections[next + 1]?.start ?? Number.POSITIVE_INFINITY) <= draft.span.start) next++;
      const path = sections[next]?.path ?? [];
      const header = headerOf(draft.span);
      return { ...draft, headingPath: header === undefined ? path : [...path, header] };
    });
  };
}
