import type { SettingsInput } from "./settings-schema.ts";

/** Options of a store to open. */
export interface OpenOptions {
  /**
   * Path of the store's folder. Default: `LYDIAN_STORE`, or else the nearest `.lydian/`
   * upwards, or else the user's own store.
   */
  readonly store?: string;
  /** Settings that override those of the files and the environment. */
  readonly settings?: SettingsInput;
}
