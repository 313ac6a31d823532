import type { DocumentSummary, IndexQuery, Warning } from "../../core/index.ts";
import type { GuardedHit } from "./guard-query-and-hits.ts";
import type { SearchRun } from "./search-run.ts";

/**
 * Warns that documents in languages that the embedding model does not read were found by their words only.
 *
 * @param documents  the documents of the hits, and perhaps others
 */
export function warnOfLanguages(
  { services: { embedder }, request: { mode } }: SearchRun,
  query: IndexQuery,
  hits: readonly GuardedHit[],
  documents: readonly Pick<DocumentSummary, "id" | "language">[],
): readonly Warning[] {
  const languages = embedder?.languages;
  if (languages === undefined || mode !== "hybrid" || query.vector === undefined) return [];

  const shownIds = new Set(hits.map(({ hit }) => hit.documentId));
  const shown = documents.filter(({ id }) => shownIds.has(id));
  const otherLanguages = shown.flatMap(({ language }) =>
    language === undefined || languages.includes(language) ? [] : [language],
  );
  if (otherLanguages.length === 0) return [];

  const names = new Intl.DisplayNames("en", { type: "language" });
  const list = [...new Set(otherLanguages)].sort().map((language) => names.of(language) ?? language);
  const message = `${otherLanguages.length} of the ${shown.length} documents found are in languages that the embedding model does not read (${list.join(", ")}); they were found by words only.`;
  return [{ code: "language-outside-model", message }];
}
