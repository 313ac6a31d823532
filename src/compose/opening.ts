import type { SettingsInput } from "../config/index.ts";

/** Which store to open, and how. */
export interface OpenOptions {
  /** The store's folder. Default: `LYDIAN_STORE`, else the nearest `.lydian/` upwards, else the user's own store. */
  readonly store?: string;
  /** Over the settings of the files and of the environment. */
  readonly settings?: SettingsInput;
}

export interface DoctorOptions extends OpenOptions {
  readonly signal?: AbortSignal;
}

/** Which store to repair. */
export interface RepairOptions extends OpenOptions {
  /** Told how many documents have been saved. */
  readonly onProgress?: (documents: number) => void;
  readonly signal?: AbortSignal;
}

/** Which store an agent uses over standard input and output, and until when, if it does not go itself. */
export interface ServeAgentOptions extends OpenOptions {
  readonly signal: AbortSignal;
  readonly mayWrite: boolean;
  /** Told of what was not expected, which the agent is not told. */
  readonly onFailure: (error: unknown) => void;
}

/** What to serve, and until when. */
export interface ServeOptions extends OpenOptions {
  readonly signal: AbortSignal;
  /** Told the address once calls are taken. */
  readonly onListening?: (url: string) => void;
}
