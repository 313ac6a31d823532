import { createHash } from "node:crypto";
import { type ChunkDraft, DocumentChunks, type DocumentToStore, type Sequence } from "../../../core/index.ts";

const HASH_DIGITS = 8;

/** Gives the drafts their text and their ids: `<document id>.<8 digits of content and chunking>.<6-digit number>`. */
export function buildChunks(
  document: Pick<DocumentToStore, "id" | "contentHash" | "chunkingFingerprint" | "text">,
  drafts: Sequence<ChunkDraft>,
): DocumentChunks {
  const { contentHash, chunkingFingerprint = "" } = document;
  const version = createHash("sha256").update(`${contentHash}\n${chunkingFingerprint}`).digest("hex");
  const digits = version.slice(0, HASH_DIGITS);
  const { id, text } = document;
  return new DocumentChunks({ documentId: id, idPrefix: `${id}.${digits}`, text, drafts });
}
