import { valueAt } from "../segment/column.ts";
import type { Snapshot } from "./snapshots.ts";

/** Returns a function that looks up the title of a live document by its id. */
export function titlesIn({ segments }: Snapshot): (documentId: string) => string {
  const titles = new Map<string, string>();
  const find = (documentId: string): string => {
    for (const { documents, dead } of segments) {
      const ordinal = documents.documentIds.indexOf(documentId);
      const title = ordinal < 0 || dead.includes(ordinal) ? undefined : valueAt(documents.column("title"), ordinal);
      if (typeof title === "string") return title;
    }
    return "";
  };
  return (documentId) => {
    const title = titles.get(documentId) ?? find(documentId);
    titles.set(documentId, title);
    return title;
  };
}
