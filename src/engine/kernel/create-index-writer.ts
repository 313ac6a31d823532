import type { Analyzer, IndexedDocument, IndexWriter, Signature, Store } from "../../core/index.ts";
import { addVectors } from "./commit/add-vectors.ts";
import { applyCommit } from "./commit/apply-commit.ts";
import { attachVectors, quantizeAll } from "./commit/attach-vectors.ts";
import { buildSegment } from "./commit/build-segment.ts";
import { runMerges } from "./commit/run-merges.ts";
import { createSegmentTables } from "./commit/segment-tables.ts";
import { swapSpace } from "./commit/swap-space.ts";

export interface IndexWriterServices {
  readonly store: Store;
  readonly analyzer: Analyzer;
  /** Signs a document's text, if there is something to sign. Absent: near duplicates stay unknown. */
  sign?(text: string): Signature | undefined;
}

/**
 * Changes the collections of a store. A commit is one transaction: documents, chunks, signatures, one new segment,
 * tombstones and the generation, or none of them. Texts are analysed and signed, and vectors quantised, before the write
 * lock is taken.
 *
 * A commit that changes nothing writes nothing. Of documents with the same id in one commit the last one counts. With
 * `purge`, every segment of the collection that holds something dead, from this commit or an earlier one, is rewritten
 * without it, and the free space is erased; a purge that names nothing finishes what was only removed before.
 *
 * @throws {CollectionNotFoundError} from a commit that only removes, from `attachVectors` and `swapSpace`
 * @throws {SpaceMismatchError} from `attachVectors` for vectors of another space than the collection's
 * @throws {InvalidArgumentError} from `attachVectors` for vectors that do not fit their space
 */
export function createIndexWriter(services: IndexWriterServices): IndexWriter {
  const { store, analyzer, sign } = services;
  const tables = createSegmentTables();
  return {
    async commit({ add, language, ...commit }, signal) {
      const documents = lastVersions(add);
      const words = documents.length > 0 ? buildSegment(documents, language, analyzer) : undefined;
      const draft = words && commit.space ? addVectors(words, documents, commit.space) : words;
      const prepared = { ...commit, documents, draft, signatures: signAll(documents, sign) };
      const result = await store.transact(
        (transaction) => applyCommit({ transaction, analyzer, tables, signal }, prepared),
        signal,
      );
      if (commit.purge) await store.erase(signal);
      return result;
    },
    async attachVectors({ segmentId, collection, space, vectors }, signal) {
      const rows = quantizeAll(vectors, space);
      return store.transact(
        (transaction) => attachVectors({ transaction, tables, signal }, { segmentId, collection, space, rows }),
        signal,
      );
    },
    merge: (collection, signal) => runMerges({ store, analyzer, tables }, collection, signal),
    swapSpace: (swap, signal) => swapSpace({ store, tables }, swap, signal),
    cacheVectors: (space, vectors, signal) =>
      store.transact(async (transaction) => transaction.cacheVectors(space, vectors), signal),
  };
}

function signAll(
  documents: readonly IndexedDocument[],
  sign: IndexWriterServices["sign"] = () => undefined,
): ReadonlyMap<string, Signature> {
  return new Map(
    documents.flatMap(({ document }): [string, Signature][] => {
      const signature = sign(document.text);
      return signature === undefined ? [] : [[document.id, signature]];
    }),
  );
}

function lastVersions(documents: readonly IndexedDocument[]): readonly IndexedDocument[] {
  return [...new Map(documents.map((one) => [one.document.id, one])).values()];
}
