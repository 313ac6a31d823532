import { setImmediate } from "node:timers/promises";
import { cutSections } from "./cut-sections.ts";
import type { SurveyedDocuments, WalkServices } from "./walk-sections.ts";

/** A section with its document's title and address. */
interface CutSection {
  readonly title: string;
  readonly uri: string;
  readonly text: string;
}

/** Visits each section of the documents, without a guard, and returns their number. */
export async function countSections(
  { store }: Pick<WalkServices, "store">,
  { collection, scope, documents }: Omit<SurveyedDocuments, "sections">,
  signal: AbortSignal,
  visit: (section: CutSection) => Promise<void> = async () => undefined,
): Promise<number> {
  let sections = 0;
  for (const { id } of documents) {
    const document = await store.readDocument({ collection, scope, document: id }, signal);
    if (document === undefined) continue;
    const { title, uri, text } = document;
    for (const { span } of cutSections(document)) {
      sections++;
      await visit({ title, uri, text: text.slice(span.start, span.end) });
    }
    await setImmediate();
  }
  return sections;
}
