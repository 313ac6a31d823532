import { type Chunk, defined, GuardBlockedError, type GuardServices } from "../../core/index.ts";
import { fileNameOf, type GuardedDocumentText, guardDocumentText } from "../../engine/ingest/index.ts";
import type { ExportedDocument } from "./collect-document.ts";

/** An imported document that the guard refuses. */
export interface RefusedDocument {
  readonly uri: string;
  /** Reason, without a part of the document. */
  readonly message: string;
}

/**
 * Lets the guard check an imported document like one that is added. A document that it changes loses its vectors and
 * its chunking, which are computed again from the changed text. Without a guard, it stays as it is.
 */
export async function guardImported(
  { guard, emit }: Partial<Pick<GuardServices, "guard">> & Omit<GuardServices, "guard">,
  exported: ExportedDocument,
  signal: AbortSignal,
): Promise<ExportedDocument | { readonly refused: RefusedDocument }> {
  if (guard === undefined) return exported;
  const { uri, title, text } = exported.document;
  try {
    const guarded = await guardDocumentText({ guard, emit }, { uri, title, text }, signal);
    return guarded === undefined ? exported : applyGuard(exported, guarded);
  } catch (error) {
    if (!(error instanceof GuardBlockedError)) throw error;
    return { refused: { uri, message: error.message } };
  }
}

function applyGuard(
  exported: ExportedDocument,
  { text: guardedText, warnings, report, ...guarded }: GuardedDocumentText,
) {
  const { document, chunks, vectors } = exported;
  const text = guardedText.toString();
  const title = guarded.title ?? (fileNameOf(document.uri) || document.uri);
  const receipt = { ...document.receipt, guard: report, warnings: [...document.receipt.warnings, ...warnings] };
  if (text === document.text && title === document.title) return { ...exported, document: { ...document, receipt } };
  const { chunkingFingerprint: _, ...summary } = document;
  return defined({
    ...exported,
    document: { ...summary, title, text, receipt },
    chunks: chunks.map((chunk) => cutAgain(chunk, text)),
    vectors: undefined as typeof vectors,
  });
}

/**
 * Cuts a chunk out of the changed text. Headings that it has no more are left out until the document is chunked again.
 */
function cutAgain(chunk: Chunk, text: string): Chunk {
  const { start, end } = chunk.span;
  const headingPath = chunk.headingPath.filter((heading) => text.includes(heading));
  return { ...chunk, headingPath, text: text.slice(start, end) };
}
