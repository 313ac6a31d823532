/** A language model's file that was fetched into the user's folder of models. */
export interface PulledModel {
  /** As `answer.model` names it: `gguf:NAME`. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Of the file, in hexadecimal: compared while it came, and when models are listed. */
  readonly sha256: string;
}

/** How much of a file is there; `totalBytes` where the server tells it. */
export interface DownloadProgress {
  readonly doneBytes: number;
  readonly totalBytes?: number;
}
