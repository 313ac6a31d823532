import { type Collection, everything, type GuardPolicyId } from "../../core/index.ts";
import { type CallContext, rerankerUseOf, signalOf } from "../call/call-context.ts";
import type { StopOptions } from "../call/call-options.ts";
import type { GuardSource, ReadingHalf } from "../parts/lydian-parts.ts";
import { calibrationBasis } from "../threshold/calibration-basis.ts";
import { readCalibration } from "../threshold/read-calibration.ts";

/** Active calibration of a collection. */
export interface CalibrationStatus {
  readonly calibratedAt: string;
  readonly maxWrongRate: number;
  /** Minimum confidence of a shown answer. Absent if no threshold keeps the rate, so nothing is answered. */
  readonly threshold?: number;
  /** Whether something that shapes answers has changed since the calibration. */
  readonly isOutdated: boolean;
}

export interface CollectionStatus extends Collection {
  readonly documents: number;
  readonly chunks: number;
  readonly chunksWithoutVectors: number;
  /** Number of documents that have to be rechunked; `embed` and the next `add` do it. */
  readonly documentsToRechunk: number;
  readonly segments: number;
  readonly indexBytes: number;
  /** Number of documents whose receipt has a warning. */
  readonly documentsWithWarnings: number;
  /** Active calibration; absent if there is none. */
  readonly calibration?: CalibrationStatus;
}

/** The guard policy that counts. */
export interface GuardPolicyStatus extends GuardPolicyId, GuardSource {}

export interface Status {
  readonly store: string;
  readonly formatVersion: number;
  readonly sizeBytes: number;
  readonly embedder: string;
  readonly guardPolicy: GuardPolicyStatus;
  readonly collections: readonly CollectionStatus[];
}

export async function status(context: CallContext, options: StopOptions = {}): Promise<Status> {
  const signal = signalOf(options);
  const { parts } = context;
  const { directory, embedderName, settings } = parts;
  const common = { store: directory, embedder: embedderName, guardPolicy: await guardPolicyOf(parts) };
  const half = await parts.read();
  if (half === undefined) return { ...common, formatVersion: 0, sizeBytes: 0, collections: [] };
  const { formatVersion, sizeBytes } = await half.store.statistics(signal);
  const collections: CollectionStatus[] = [];
  const { chooseChunkers, countToRechunk } = await import("../../engine/ingest/index.ts");
  const chunkerFor = chooseChunkers(settings.chunking);
  for (const collection of await half.store.collections(signal)) {
    const { name, space } = collection;
    const documentsToRechunk = await countToRechunk(
      { store: half.store, chunkerFor },
      { collection: name, scope: everything, space },
      signal,
    );
    const calibration = await calibrationStatus(context, collection, signal);
    collections.push({ ...(await collectionStatus(half, collection, signal)), documentsToRechunk, ...calibration });
  }
  return { ...common, formatVersion, sizeBytes, collections };
}

async function guardPolicyOf({ guard, guardSource }: CallContext["parts"]): Promise<GuardPolicyStatus> {
  return { ...(await guard.policy()), ...guardSource };
}

async function collectionStatus(
  { store, index }: ReadingHalf,
  collection: Collection,
  signal: AbortSignal,
): Promise<Omit<CollectionStatus, "documentsToRechunk" | "calibration">> {
  const { name } = collection;
  const statistics = await index.statistics(name, signal);
  const { documents, withWarnings } = await store.countDocuments(name, signal);
  return {
    ...collection,
    documents,
    chunks: statistics.chunks,
    chunksWithoutVectors: statistics.chunks - statistics.chunksWithVectors,
    segments: statistics.segments,
    indexBytes: statistics.sizeBytes,
    documentsWithWarnings: withWarnings,
  };
}

async function calibrationStatus(
  context: CallContext,
  collection: Collection,
  signal: AbortSignal,
): Promise<Pick<CollectionStatus, "calibration">> {
  const found = await readCalibration(context, collection.name, signal);
  if (found === undefined) return {};
  const { describeCalibration } = await import("../threshold/describe-calibration.ts");
  const { mode } = context.parts.settings.search;
  const asked = { collection, mode, reranker: rerankerUseOf(context, {}, "question") };
  const report = describeCalibration(found, await calibrationBasis(context, asked));
  const { calibratedAt, maxWrongRate, chosen, outdated } = report;
  const threshold = chosen === undefined ? {} : { threshold: chosen.threshold };
  return { calibration: { calibratedAt, maxWrongRate, ...threshold, isOutdated: outdated.length > 0 } };
}
