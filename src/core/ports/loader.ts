import type { Element, Metadata } from "../document.ts";
import type { LocationMap } from "../location.ts";
import type { ReceiptWarning } from "../receipt.ts";

/** The bytes of one file with what is known of them before they are read. */
export interface LoadInput {
  readonly bytes: Uint8Array;
  readonly uri: string;
  /** Decided by content, see `detectMediaType`. */
  readonly mediaType: string;
  /** Opens a file that is encrypted; formats without encryption take no notice of it. */
  readonly password?: string;
}

/** What a loader read. `text` is NFC with `\n` line ends; every span lies within it. */
export interface LoadedDocument {
  readonly text: string;
  readonly title?: string;
  readonly metadata: Metadata;
  readonly elements: readonly Element[];
  readonly locations: LocationMap;
  readonly pages?: number;
  readonly pagesWithoutText: readonly number[];
  readonly warnings: readonly ReceiptWarning[];
  readonly loader: { readonly id: string; readonly version: string };
}

/**
 * Reads one kind of file.
 *
 * @throws {LoadFailedError} for broken, encrypted or unsupported input, naming the reason
 */
export interface Loader {
  readonly id: string;
  /** Another version means that unchanged files are read again. */
  readonly version: string;
  readonly mediaTypes: readonly string[];
  load(input: LoadInput, signal: AbortSignal): Promise<LoadedDocument>;
}

/** Loads a file of any known kind, apart from this process: a hostile file ends in an error, never in a hang. */
export interface LoaderHost {
  load(
    input: { readonly bytes: Uint8Array; readonly uri: string },
    signal: AbortSignal,
  ): Promise<LoadedDocument & { readonly mediaType: string }>;
  /** `id@version` of the loader that would read these bytes, without reading them whole. */
  identify(
    input: { readonly bytes: Uint8Array; readonly uri: string },
    signal: AbortSignal,
  ): Promise<{ readonly mediaType: string; readonly loader: { readonly id: string; readonly version: string } }>;
  close(): Promise<void>;
}
