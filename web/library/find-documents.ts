import type { PublicDocument } from "../../src/contract/index.ts";
import { fileName } from "./describe-job.ts";
import { hasWarnings } from "./describe-receipt.ts";

export interface DocumentChoice {
  /** Words of which each has to stand in the title or the name of the file. */
  readonly text: string;
  readonly onlyWarnings: boolean;
  /** Deleted, but not sent yet. */
  readonly without: ReadonlySet<string>;
}

/** The documents that a reader wants to see, in their order. */
export function findDocuments<Item extends Pick<PublicDocument, "id" | "title" | "uri" | "receipt">>(
  documents: readonly Item[],
  { text, onlyWarnings, without }: DocumentChoice,
): readonly Item[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return documents.filter((document) => {
    if (without.has(document.id) || (onlyWarnings && !hasWarnings(document))) return false;
    const name = plain(`${document.title} ${fileName(document.uri)}`);
    return words.every((word) => name.includes(word));
  });
}

/** Without capitals and marks on letters, so that `resume` finds `Résumé`. */
function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
