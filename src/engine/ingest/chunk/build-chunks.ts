import { createHash } from "node:crypto";
import type { Chunk, ChunkDraft, Document } from "../../../core/index.ts";

const HASH_DIGITS = 8;
const NUMBER_DIGITS = 6;

/** Gives the drafts their text and their ids: `<document id>.<8 digits of content and chunking>.<6-digit number>`. */
export function buildChunks(
  document: Pick<Document, "id" | "contentHash" | "chunkingFingerprint" | "text">,
  drafts: readonly ChunkDraft[],
): readonly Chunk[] {
  const { contentHash, chunkingFingerprint = "" } = document;
  const version = createHash("sha256").update(`${contentHash}\n${chunkingFingerprint}`).digest("hex");
  const digits = version.slice(0, HASH_DIGITS);
  return drafts.map((draft, index) => ({
    id: `${document.id}.${digits}.${String(index).padStart(NUMBER_DIGITS, "0")}`,
    documentId: document.id,
    span: draft.span,
    text: document.text.slice(draft.span.start, draft.span.end),
    headingPath: draft.headingPath,
    tokens: draft.tokens,
  }));
}
