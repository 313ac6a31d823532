import { type Document, DocumentNotFoundError } from "../../core/index.ts";
import type { SearchServices } from "../../engine/search/index.ts";
import type { Answered } from "./answered.ts";

/** Versions of documents, by content. */
export interface Versions extends Pick<Answered, "versionOf"> {
  add(document: Document): void;
}

/** Creates an empty list of versions. */
export function createVersions(): Versions {
  const versions = new Map<string, Document>();
  const keyOf = (id: string, contentHash: string) => `${contentHash} ${id}`;
  return {
    add: (document) => versions.set(keyOf(document.id, document.contentHash), document),
    versionOf({ documentId, contentHash }) {
      const version = versions.get(keyOf(documentId, contentHash));
      if (version !== undefined) return version;
      throw new DocumentNotFoundError(`The document ${documentId} has changed, or was removed, since it was cited.`, {
        hint: "Ask again.",
      });
    },
  };
}

/** Remembers the versions of the documents that are read, since documents may change while an answer is written. */
export function rememberVersions({ readDocument }: Pick<SearchServices["store"], "readDocument">) {
  const versions = createVersions();
  const store: Pick<SearchServices["store"], "readDocument"> = {
    readDocument: async (reference, signal) => {
      const document = await readDocument(reference, signal);
      if (document !== undefined) versions.add(document);
      return document;
    },
  };
  return { store, versionOf: versions.versionOf };
}
