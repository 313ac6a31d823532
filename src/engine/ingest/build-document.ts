import { createHash } from "node:crypto";
import type {
  Chunk,
  ChunkDraft,
  Document,
  DocumentSummary,
  LoadedDocument,
  Metadata,
  Receipt,
} from "../../core/index.ts";
import type { CutDocument } from "./cut-document.ts";

const HASH_DIGITS = 8;
const NUMBER_DIGITS = 6;

/** What is known of a document before it is loaded. */
export interface DocumentIdentity
  extends Pick<
    DocumentSummary,
    "id" | "collection" | "uri" | "contentHash" | "accessLabels" | "settingsFingerprint" | "revision" | "source"
  > {
  readonly addedAt: string;
  /** Set by the caller, over the file's own. */
  readonly title: string | undefined;
  readonly metadata: Metadata;
}

/** The title: the caller's, else the file's own, else the file's name. */
export function titleOf(identity: DocumentIdentity, loaded: LoadedDocument): string {
  const candidates = [identity.title, loaded.title, fileNameOf(identity.uri)];
  return candidates.find((title) => title !== undefined && title.trim() !== "")?.trim() ?? identity.uri;
}

/** Puts a document together from its identity, what its loader read, and its chunks. */
export function buildDocument(
  identity: DocumentIdentity,
  loaded: LoadedDocument & { readonly mediaType: string },
  made: CutDocument & { readonly language: string | undefined },
): Document {
  const { title: _, ...known } = identity;
  const language = made.language === undefined ? {} : { language: made.language };
  return {
    ...known,
    title: titleOf(identity, loaded),
    mediaType: loaded.mediaType,
    metadata: { ...loaded.metadata, ...language, ...identity.metadata },
    ...language,
    loader: loaded.loader,
    chunkingFingerprint: made.chunkingFingerprint,
    receipt: buildReceipt(loaded, made.drafts.length),
    text: loaded.text,
    elements: loaded.elements,
    locations: loaded.locations,
  };
}

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

function buildReceipt(loaded: LoadedDocument, chunks: number): Receipt {
  return {
    ...(loaded.pages === undefined ? {} : { pages: loaded.pages }),
    pagesWithoutText: loaded.pagesWithoutText,
    ...(loaded.ocrPages === undefined ? {} : { ocrPages: loaded.ocrPages }),
    characters: loaded.text.length,
    tables: loaded.elements.filter((element) => element.kind === "table").length,
    chunks,
    warnings: loaded.warnings,
  };
}

function fileNameOf(uri: string): string {
  const name = uri.split(/[?#]/)[0]?.split("/").filter(Boolean).at(-1) ?? "";
  try {
    return decodeURIComponent(name);
  } catch {
    // A URI that the caller made up may hold a lone %; it is shown as it is.
    return name;
  }
}
