import type { DocumentQuery, Warning } from "../core/index.ts";
import type { PlacedHit } from "./place-hits.ts";
import type { SearchServices } from "./search-request.ts";

/** Says which hits could be found by their words alone, since the embedding model does not read their documents. */
export async function warnOfLanguages(
  { store, embedder }: Pick<SearchServices, "store" | "embedder">,
  { readable, hits }: { readonly readable: DocumentQuery; readonly hits: readonly PlacedHit[] },
  signal: AbortSignal,
): Promise<readonly Warning[]> {
  const languages = embedder?.languages;
  if (languages === undefined) return [];
  const ids = [...new Set(hits.map(({ documentId }) => documentId))];
  const outside = (await store.readSummaries({ ...readable, ids }, signal)).flatMap(({ language }) =>
    language === undefined || languages.includes(language) ? [] : [language],
  );
  if (outside.length === 0) return [];
  const names = new Intl.DisplayNames("en", { type: "language" });
  const listed = [...new Set(outside)].sort().map((language) => names.of(language) ?? language);
  const message = `${outside.length} of the ${ids.length} documents found are in languages that the embedding model does not read (${listed.join(", ")}); they were found by words only, and their vectors count for nothing.`;
  return [{ code: "language-outside-model", message }];
}
