import type { AddOutcome } from "../lydian.ts";
import type { IngestRequest, IngestServices } from "./ingest-request.ts";
import type { Prepared } from "./prepare-document.ts";

/** Commits the documents of a group in one transaction; answers the outcome of each source, in their order. */
export async function commitGroup(
  { index, emit }: Pick<IngestServices, "index" | "emit">,
  work: { readonly request: IngestRequest; readonly group: readonly Prepared[] },
  signal: AbortSignal,
): Promise<readonly AddOutcome[]> {
  const { collection, language } = work.request;
  const add = work.group.flatMap((prepared) => (prepared.kind === "ready" ? [prepared.indexed] : []));
  const gone = work.group.filter((prepared) => prepared.kind === "gone");
  const removeIds = gone.map(({ outcome }) => outcome.documentId);
  if (add.length + removeIds.length > 0) await index.commit({ collection, language, add, removeIds }, signal);
  for (const { document } of add) {
    emit({ type: "document-committed", uri: document.uri, documentId: document.id, receipt: document.receipt });
  }
  for (const { outcome } of gone) {
    emit({ type: "document-removed", uri: outcome.uri, documentId: outcome.documentId });
  }
  return work.group.map(outcomeOf);
}

function outcomeOf(prepared: Prepared): AddOutcome {
  if (prepared.kind !== "ready") return prepared.outcome;
  const { uri, id, receipt } = prepared.indexed.document;
  return { uri, outcome: prepared.outcome, documentId: id, receipt };
}
