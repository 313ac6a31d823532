import type { Sequence } from "../lists/sequence.ts";
import type { Element, Metadata, ReadPage, ReceiptWarning } from "../schemas/document.ts";
import type { LocatedSpan, LocationMap } from "../schemas/place.ts";
import type { DocumentText } from "../text/shared-text.ts";
import type { Ocr } from "./ocr.ts";

/** The bytes of one file, and the facts known before they are read. */
export interface LoadInput {
  readonly bytes: Uint8Array;
  readonly uri: string;
  /** Media type determined from the content; see `detectMediaType`. */
  readonly mediaType: string;
  /** Encoding according to the source. It overrides the file's declaration, but not the evidence of the bytes. */
  readonly charset?: string;
  /** Password of an encrypted file; formats without encryption ignore it. */
  readonly password?: string;
}

/** A member of a container, which becomes its own document: its bytes, or the reason why it could not be read. */
export type LoadedChild = { readonly name: string } & (
  | { readonly bytes: Uint8Array }
  | { readonly failure: { readonly code: string; readonly message: string; readonly hint?: string } }
);

/** A loader's result. `text` is NFC with `\n` line ends; every span lies within it. */
export interface LoadedDocument {
  readonly text: string;
  readonly title?: string;
  readonly metadata: Metadata;
  readonly elements: readonly Element[];
  readonly locations: LocationMap;
  readonly pages?: number;
  readonly pagesWithoutText: readonly number[];
  /** Pages that OCR read. */
  readonly ocrPages?: readonly ReadPage[];
  readonly warnings: readonly ReceiptWarning[];
  readonly loader: { readonly id: string; readonly version: string };
  /**
   * Members of a container (ZIP, e-mail, mailbox) in order, named by their path in it. A container with a blank
   * `text` is not itself a document.
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
  /** Version of the loader. A new version causes unchanged files to be read again. */
  readonly version: string;
  readonly mediaTypes: readonly string[];
  /**
   * Reads a file.
   *
   * @param ocr  reads pictures; without it, the receipt lists pages without text
   */
  load(input: LoadInput, signal: AbortSignal, ocr?: Ocr): Promise<LoadedDocument>;
}

export interface IdentifiedLoader {
  readonly mediaType: string;
  /** Id and version of the loader. The version of a loader that uses OCR ends in `+` and the OCR's id. */
  readonly loader: { readonly id: string; readonly version: string };
  /** True if files of this loader may have members, its documents' `children`. */
  readonly isContainer?: boolean;
}

/** A loaded document whose text and lists may be packed, so that no part of it is copied for each thread. */
export interface ReceivedDocument extends Omit<LoadedDocument, "text" | "elements" | "locations"> {
  readonly mediaType: string;
  readonly text: DocumentText;
  readonly elements: Sequence<Element>;
  readonly locations: Sequence<LocatedSpan>;
}

/** Loads a file of any known kind in another process. A hostile file causes an error, never a hang. */
export interface LoaderHost {
  load(input: Omit<LoadInput, "mediaType">, signal: AbortSignal): Promise<ReceivedDocument>;
  /** Returns the loader for these bytes without reading all of them. */
  identify(input: Pick<LoadInput, "bytes" | "uri">, signal: AbortSignal): Promise<IdentifiedLoader>;
  close(): Promise<void>;
}
