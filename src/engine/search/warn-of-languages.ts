import type { DocumentSummary, Embedder, Warning } from "../../core/index.ts";

/** Says which hits could be found by their words alone, since the embedding model does not read their documents. */
export function warnOfLanguages(
  embedder: Pick<Embedder, "languages"> | undefined,
  documents: readonly Pick<DocumentSummary, "language">[],
): readonly Warning[] {
  const languages = embedder?.languages;
  if (languages === undefined) return [];
  const outside = documents.flatMap(({ language }) =>
    language === undefined || languages.includes(language) ? [] : [language],
  );
  if (outside.length === 0) return [];
  const names = new Intl.DisplayNames("en", { type: "language" });
  const listed = [...new Set(outside)].sort().map((language) => names.of(language) ?? language);
  const message = `${outside.length} of the ${documents.length} documents found are in languages that the embedding model does not read (${listed.join(", ")}); they were found by words only, and their vectors count for nothing.`;
  return [{ code: "language-outside-model", message }];
}
