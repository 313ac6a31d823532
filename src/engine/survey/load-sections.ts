import type { ContextPassage } from "../../core/index.ts";
import { toPassage } from "./sections/to-passage.ts";
import type { SurveyedDocuments, WalkServices } from "./sections/walk-sections.ts";

type Place = Pick<SurveyedDocuments, "collection" | "scope">;

/** Reads the text of sections again, ascending by their numbers; one whose document has changed or gone meanwhile is left out. */
export async function loadSections(
  { store }: Pick<WalkServices, "store">,
  { collection, scope, sections }: Place & { readonly sections: Iterable<ContextPassage> },
  signal: AbortSignal,
): Promise<readonly ContextPassage[]> {
  const loaded: ContextPassage[] = [];
  for (const { number, hit, contentHash } of [...sections].sort((one, other) => one.number - other.number)) {
    const document = await store.readDocument({ collection, scope, document: hit.documentId }, signal);
    if (document?.contentHash !== contentHash) continue;
    loaded.push(toPassage(document, { span: hit.span, headingPath: hit.headingPath }, number));
  }
  return loaded;
}
