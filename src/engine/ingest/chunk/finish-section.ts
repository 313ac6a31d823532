import type { ChunkDraft, Span } from "../../../core/index.ts";
import { type FinishOptions, finishChunks } from "./finish-chunks.ts";
import type { Section } from "./gather-sections.ts";
import type { Piece } from "./piece.ts";

export interface PackedSection {
  readonly section: Section;
  readonly packs: readonly (readonly Piece[])[];
}

export interface SectionOptions extends FinishOptions {
  readonly headerOf: (span: Span) => string | undefined;
}

/** Returns the chunks of a section's packs, with their heading paths. */
export function finishSection(
  text: string,
  { section, packs }: PackedSection,
  { headerOf, ...options }: SectionOptions,
): readonly ChunkDraft[] {
  return finishChunks(text, packs, options).map((draft) => {
    const header = headerOf(draft.span);
    return { ...draft, headingPath: header === undefined ? section.path : [...section.path, header] };
  });
}
