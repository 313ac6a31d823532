import type { ChunkDraft, Span } from "../../../core/index.ts";
import { type FinishOptions, finishChunks } from "./finish-chunks.ts";
import type { Section } from "./gather-sections.ts";
import type { Piece } from "./piece.ts";

/** The chunks of a section's packs, with their heading paths. */
export function finishSection(
  text: string,
  { section, packs }: { readonly section: Section; readonly packs: readonly (readonly Piece[])[] },
  { headerOf, ...options }: FinishOptions & { readonly headerOf: (span: Span) => string | undefined },
): readonly ChunkDraft[] {
  return finishChunks(text, packs, options).map((draft) => {
    const header = headerOf(draft.span);
    return { ...draft, headingPath: header === undefined ? section.path : [...section.path, header] };
  });
}
