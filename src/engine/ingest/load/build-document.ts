import {
  type DocumentSummary,
  type DocumentToStore,
  decodeAddress,
  defined,
  elementsOfKind,
  type GuardReport,
  type Metadata,
  type Receipt,
  type ReceivedDocument,
} from "../../../core/index.ts";
import type { ChunkCounts } from "../chunk/count-chunks.ts";
import type { CutDocument } from "../chunk/cut-document.ts";

/** Properties of a document that are known before it is loaded. */
export interface DocumentIdentity
  extends Pick<
    DocumentSummary,
    "id" | "collection" | "uri" | "contentHash" | "accessLabels" | "settingsFingerprint" | "revision" | "source"
  > {
  readonly addedAt: string;
  /** The caller's title, which replaces the file's own. */
  readonly title: string | undefined;
  readonly metadata: Metadata;
}

export interface DocumentAnalysis extends Pick<CutDocument, "chunkingFingerprint"> {
  readonly language: string | undefined;
  readonly counts: ChunkCounts;
  readonly guard: GuardReport | undefined;
}

/** Returns the caller's title, else the file's own, else the file's name. */
export function titleOf(identity: DocumentIdentity, loaded: Pick<ReceivedDocument, "title">): string {
  const candidates = [identity.title, loaded.title, fileNameOf(identity.uri)];
  return candidates.find((title) => title !== undefined && title.trim() !== "")?.trim() ?? identity.uri;
}

/** Builds a document from its identity, its loaded text and its chunks. */
export function buildDocument(
  identity: DocumentIdentity,
  loaded: ReceivedDocument,
  { counts, chunkingFingerprint, language: code, guard }: DocumentAnalysis,
): DocumentToStore {
  const { title: _, ...properties } = identity;
  const language = defined({ language: code });
  return {
    ...properties,
    title: titleOf(identity, loaded),
    mediaType: loaded.mediaType,
    metadata: { ...loaded.metadata, ...language, ...identity.metadata },
    ...language,
    loader: loaded.loader,
    chunkingFingerprint,
    receipt: buildReceipt(loaded, defined({ ...counts, guard })),
    text: loaded.text,
    elements: loaded.elements,
    locations: loaded.locations,
  };
}

function buildReceipt(loaded: ReceivedDocument, counts: ChunkCounts & Pick<Receipt, "guard">): Receipt {
  return defined({
    pages: loaded.pages,
    pagesWithoutText: loaded.pagesWithoutText,
    ocrPages: loaded.ocrPages,
    characters: loaded.text.length,
    tables: elementsOfKind(loaded.elements, "table").length,
    ...counts,
    warnings: loaded.warnings,
  });
}

/** Returns the name of the file that a URI names; empty if it names none. */
export function fileNameOf(uri: string): string {
  return decodeAddress(uri.split(/[?#]/)[0]?.split("/").filter(Boolean).at(-1) ?? "");
}
