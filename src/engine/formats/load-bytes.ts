import {
  ContainerLimitError,
  FileTooLargeError,
  type LoadedDocument,
  LoadFailedError,
  type LoadInput,
  LydianError,
  MEGABYTE_BYTES,
  type Ocr,
  type ReceiptWarning,
} from "../../core/index.ts";
import { detectMediaType } from "./detect-media-type.ts";
import { findLoader } from "./find-loader.ts";

const MAX_MEMBERS = 10_000;

/**
 * Finds out what a file is, reads it with the loader for its kind, and sees to it that nothing is silently empty:
 * text without a single visible character carries the warning `no-text`.
 *
 * Loaders trust nothing, but they run where they are called: a hostile file belongs into the `LoaderHost`.
 *
 * @throws {UnsupportedMediaTypeError} when no loader reads this kind
 * @throws {FileTooLargeError}         over the loader's `maxBytes`
 * @throws {ContainerLimitError}       over 10,000 members
 * @throws {EncryptedDocumentError}    when it needs a password
 * @throws {LoadFailedError}           when it is broken, naming the reason
 */
export async function loadBytes(
  input: Omit<LoadInput, "mediaType">,
  signal: AbortSignal,
  ocr?: Ocr,
): Promise<LoadedDocument & { readonly mediaType: string }> {
  signal.throwIfAborted();
  const mediaType = await detectMediaType(input.bytes, input.uri);
  const loader = findLoader(mediaType);
  if (input.bytes.length > loader.maxBytes) {
    throw new FileTooLargeError(
      `The file has ${megabytes(input.bytes.length)} MB; ${mediaType} is read up to ${megabytes(loader.maxBytes)} MB.`,
      { hint: "Split the file into smaller ones and add those." },
    );
  }
  const loaded = await loader.load({ ...input, mediaType }, signal, ocr).catch((error: unknown) => {
    if (error instanceof LydianError || signal.aborted) throw error;
    throw asLoadFailure(error, mediaType);
  });
  const members = loaded.children?.length ?? 0;
  if (members > MAX_MEMBERS) {
    throw new ContainerLimitError(`The container has ${members} members; up to ${MAX_MEMBERS} are read.`, {
      hint: "Split it into several ones and add those.",
    });
  }
  return { ...loaded, mediaType, warnings: [...emptyWarning(loaded), ...loaded.warnings] };
}

/** Only the kind of a library's error is told, since its message may quote the file. */
function asLoadFailure(error: unknown, mediaType: string): LoadFailedError {
  const reason =
    error instanceof RangeError ? "it is nested too deeply" : error instanceof Error ? error.name : "unknown";
  return new LoadFailedError(`The file could not be read as ${mediaType}: ${reason}.`, {
    hint: "Open the file in the program that made it, save it again, and add that.",
    cause: error,
  });
}

function emptyWarning({ text, children }: LoadedDocument): readonly ReceiptWarning[] {
  return children !== undefined || /\S/.test(text)
    ? []
    : [{ code: "no-text", message: "The file holds no text that could be read." }];
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE_BYTES).toFixed(1);
}
