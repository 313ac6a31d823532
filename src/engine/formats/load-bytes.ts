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
 * Detects the kind of a file and reads it with the loader for it. A text without a visible character gets the warning
 * `no-text`, so that no file is silently empty.
 *
 * Loaders trust no file, but they run in the caller's process. Give a hostile file to the `LoaderHost` instead.
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
      `The file has ${megabytes(input.bytes.length)} MB; the limit for ${mediaType} is ${megabytes(loader.maxBytes)} MB.`,
      { hint: "Split the file into smaller ones and add those." },
    );
  }
  const loaded = await loader.load({ ...input, mediaType }, signal, ocr).catch((error: unknown) => {
    if (error instanceof LydianError || signal.aborted) throw error;
    throw asLoadFailure(error, mediaType);
  });

  const members = loaded.children?.length ?? 0;
  if (members > MAX_MEMBERS) {
    throw new ContainerLimitError(`The container has ${members} members; the limit is ${MAX_MEMBERS}.`, {
      hint: "Split it into several containers and add those.",
    });
  }
  return { ...loaded, mediaType, warnings: [...emptyWarning(loaded), ...loaded.warnings] };
}

/** Converts a library's error. Only its kind is named, since its message may quote the file. */
function asLoadFailure(error: unknown, mediaType: string): LoadFailedError {
  const reason =
    error instanceof RangeError ? "it is nested too deeply" : error instanceof Error ? error.name : "unknown";
  return new LoadFailedError(`The file could not be read as ${mediaType}: ${reason}.`, {
    hint: "Open the file in the program that made it, save it again, and add the new file.",
    cause: error,
  });
}

function emptyWarning({ text, children }: LoadedDocument): readonly ReceiptWarning[] {
  return children !== undefined || /\S/.test(text)
    ? []
    : [{ code: "no-text", message: "The file contains no text that could be read." }];
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE_BYTES).toFixed(1);
}
