import type { Analyzer, DocumentText, DocumentToIndex, IndexWriter, Signature, Store } from "../../core/index.ts";
import { addVectors } from "./commit/add-vectors.ts";
import { applyCommit } from "./commit/apply-commit.ts";
import { attachVectors, quantize, quantizeAll } from "./commit/attach-vectors.ts";
import { buildSegment } from "./commit/build-segment.ts";
import { runMerges } from "./commit/run-merges.ts";
import { createSegmentTables } from "./commit/segment-tables.ts";
import { swapSpace } from "./commit/swap-space.ts";

/** Services that an index writer works with. */
export interface IndexWriterServices {
  readonly store: Store;
  readonly analyzer: Analyzer;
  /** Signs a document's text, unless it is too short to sign. Without it, near duplicates are not found. */
  sign?(text: DocumentText): Signature | undefined;
}

/**
 * Creates a writer that changes the collections of a store. A commit is one transaction: documents, chunks, signatures,
 * one new segment, tombstones and the generation are all written, or none of them. Analysis, signing and quantisation
 * happen before the write lock is taken.
 *
 * A commit that changes nothing writes nothing. If a commit holds a document id twice, the last version counts. With
 * `purge`, every segment of the collection that holds deleted documents is rewritten without them, and free space is
 * erased. This includes documents deleted by earlier commits, so a purge with no ids finishes earlier removals.
 *
 * @throws {CollectionNotFoundError} from a commit that only removes, and from `attachVectors` and `swapSpace`
 * @throws {SpaceMismatchError} from `attachVectors` if the collection uses another space
 * @throws {InvalidArgumentError} from `attachVectors` and `cacheVectors` if a vector does not fit its space
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
    async cacheVectors(space, vectors, signal) {
      const quantized = new Map([...vectors].map(([hash, vector]) => [hash, quantize(vector, space)]));
      await store.transact(async (transaction) => transaction.cacheVectors(space, quantized), signal);
    },
  };
}

function signAll(
  documents: readonly DocumentToIndex[],
  sign: IndexWriterServices["sign"] = () => undefined,
): ReadonlyMap<string, Signature> {
  return new Map(
    documents.flatMap(({ document }): [string, Signature][] => {
      const signature = sign(document.text);
      return signature === undefined ? [] : [[document.id, signature]];
    }),
  );
}

function lastVersions(documents: readonly DocumentToIndex[]): readonly DocumentToIndex[] {
  return [...new Map(documents.map((indexed) => [indexed.document.id, indexed])).values()];
}
