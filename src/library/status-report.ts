import type { Collection } from "../core/index.ts";

/** Of the calibration that is in force. */
export interface CalibrationStatus {
  readonly calibratedAt: string;
  readonly maxWrongRate: number;
  /** Absent where no threshold keeps the rate, so that nothing is answered. */
  readonly threshold?: number;
  /** Something that shapes answers has changed since. */
  readonly isOutdated: boolean;
}

export interface CollectionStatus extends Collection {
  readonly documents: number;
  readonly chunks: number;
  readonly chunksWithoutVectors: number;
  /** Documents that wait to be cut as the settings say; `embed` and the next `add` do it. */
  readonly documentsToRechunk: number;
  readonly segments: number;
  readonly indexBytes: number;
  /** Documents whose receipt has a warning. */
  readonly documentsWithWarnings: number;
  /** Absent where nothing was calibrated. */
  readonly calibration?: CalibrationStatus;
}

export interface Status {
  readonly store: string;
  readonly formatVersion: number;
  readonly sizeBytes: number;
  readonly embedder: string;
  readonly collections: readonly CollectionStatus[];
}
