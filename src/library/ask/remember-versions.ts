import type { Document } from "../../core/index.ts";
import type { SearchServices } from "../../engine/search/index.ts";
import type { Answered } from "../answer/answered.ts";

/**
 * Remembers the versions of the documents that are read, by content, since documents may change while an answer is
 * written.
 */
export function rememberVersions({ readDocument }: Pick<SearchServices["store"], "readDocument">) {
  const versions = new Map<string, Document>();
  const keyOf = (id: string, contentHash: string) => `${contentHash} ${id}`;
  const store: Pick<SearchServices["store"], "readDocument"> = {
    readDocument: async (reference, signal) => {
      const document = await readDocument(reference, signal);
      if (document !== undefined) versions.set(keyOf(document.id, document.contentHash), document);
      return document;
    },
  };
  const versionOf: Answered["versionOf"] = ({ documentId, contentHash }) => {
    const version = versions.get(keyOf(documentId, contentHash));
    if (version === undefined) throw new Error(`The document ${documentId} was cited, but never read.`);
    return version;
  };
  return { store, versionOf };
}
