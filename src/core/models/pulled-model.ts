/** A language model's file in the user's models folder. */
export interface PulledModel {
  /** Name of the model in the setting `answer.model`: `gguf:NAME`. */
  readonly name: string;
  /** Absolute path of the file. */
  readonly path: string;
  readonly sizeBytes: number;
  /** SHA-256 of the file in hexadecimal. It is checked after the download and when models are listed. */
  readonly sha256: string;
}

/** Progress of a download; `totalBytes` is absent if the server does not report it. */
export interface DownloadProgress {
  readonly doneBytes: number;
  readonly totalBytes?: number;
}
