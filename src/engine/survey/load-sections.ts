import type { ContextPassage } from "../../core/index.ts";
import { toPassage } from "./sections/to-passage.ts";
import type { SurveyedDocuments, WalkServices } from "./sections/walk-sections.ts";

/**
 * Loads the text of sections, ascending by number. Skips sections whose document was changed or removed in the
 * meantime.
 */
export async function loadSections(
  { store }: Pick<WalkServices, "store">,
  { collection, scope }: Pick<SurveyedDocuments, "collection" | "scope">,
  sections: Iterable<ContextPassage>,
  signal: AbortSignal,
): Promise<readonly ContextPassage[]> {
  const loaded: ContextPassage[] = [];
  for (const { number, hit, contentHash } of [...sections].sort((left, right) => left.number - right.number)) {
    const document = await store.readDocument({ collection, scope, document: hit.documentId }, signal);
    if (document?.contentHash !== contentHash) continue;
    loaded.push(toPassage(document, { span: hit.span, headingPath: hit.headingPath }, number));
  }
  return loaded;
}
