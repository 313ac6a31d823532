import type { DocumentToChunk } from "../../../core/index.ts";

/** A document whose text is at hand as one string. */
export interface TextToChunk extends Pick<DocumentToChunk, "title" | "elements"> {
  readonly text: string;
}
