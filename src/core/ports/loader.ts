import type { Element, Metadata, ReadPage, ReceiptWarning } from "../schemas/document.ts";
import type { LocationMap } from "../schemas/place.ts";
import type { Ocr } from "./ocr.ts";

/** The bytes of one file with what is known of them before they are read. */
export interface LoadInput {
  readonly bytes: Uint8Array;
  readonly uri: string;
  /** Decided by content, see `detectMediaType`. */
  readonly mediaType: string;
  /** What the source says of the text's encoding: over what the file declares, not over what its bytes show. */
  readonly charset?: string;
  /** Opens a file that is encrypted; formats without encryption take no notice of it. */
  readonly password?: string;
}

/** A member of a container, which becomes a document of its own: its bytes, or why they could not be had. */
export type LoadedChild = { readonly name: string } & (
  | { readonly bytes: Uint8Array }
  | { readonly failure: { readonly code: string; readonly message: string; readonly hint?: string } }
);

/** What a loader read. `text` is NFC with `\n` line ends; every span lies within it. */
export interface LoadedDocument {
  readonly text: string;
  readonly title?: string;
  readonly metadata: Metadata;
  readonly elements: readonly Element[];
  readonly locations: LocationMap;
  readonly pages?: number;
  readonly pagesWithoutText: readonly number[];
  /** Where OCR was used: the pages that it looked at. */
  readonly ocrPages?: readonly ReadPage[];
  readonly warnings: readonly ReceiptWarning[];
  readonly loader: { readonly id: string; readonly version: string };
  /**
   * Of a container (ZIP, e-mail, mailbox) its members in their order, named by their path in it. One whose `text` is
   * blank is no document itself.
   */
  readonly children?: readonly LoadedChild[];
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
  /** @param ocr  reads what is a picture; left out, that is told in the receipt */
  load(input: LoadInput, signal: AbortSignal, ocr?: Ocr): Promise<LoadedDocument>;
}

export interface IdentifiedLoader {
  readonly mediaType: string;
  /** Of a loader that is given OCR the version ends in `+` and the OCR's id. */
  readonly loader: { readonly id: string; readonly version: string };
  /** Whether what it loads may have `children`. */
  readonly isContainer?: boolean;
}

/** Loads a file of any known kind, apart from this process: a hostile file ends in an error, never in a hang. */
export interface LoaderHost {
  load(
    input: Omit<LoadInput, "mediaType">,
    signal: AbortSignal,
  ): Promise<LoadedDocument & { readonly mediaType: string }>;
  /** Which loader would read these bytes, without reading them whole. */
  identify(input: { readonly bytes: Uint8Array; readonly uri: string }, signal: AbortSignal): Promise<IdentifiedLoader>;
  close(): Promise<void>;
}
