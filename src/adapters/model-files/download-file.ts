import { createHash, type Hash } from "node:crypto";
import type { Stats } from "node:fs";
import { link, lstat, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import {
  DownloadFailedError,
  type DownloadProgress,
  defined,
  errorCodeOf,
  FileExistsError,
  FileUnwritableError,
  LydianError,
  ModelUnavailableError,
} from "../../core/index.ts";
import { feedFile, hashFile } from "./hash-file.ts";
import { checkAddress, type OpenedResponse, openResponse } from "./open-response.ts";

export interface DownloadRequest {
  readonly url: string;
  /** SHA-256 of the complete file in lower-case hexadecimal. */
  readonly sha256: string;
  /** Absolute path of the file. */
  readonly path: string;
  /** Maximum time without a byte. */
  readonly idleMs: number;
  onProgress(progress: DownloadProgress): void;
}

export interface DownloadResult {
  readonly sizeBytes: number;
  /** Size of the part that an earlier call had downloaded. */
  readonly resumedBytes: number;
  /** True if the same file existed already, so that nothing was downloaded. */
  readonly wasThere: boolean;
}

/** A completely downloaded file under its temporary name. */
interface PartialFile {
  readonly path: string;
  readonly resumedBytes: number;
  readonly sizeBytes: number;
  readonly hash: string;
}

/**
 * Downloads a file. Until it is complete and has the right hash, it lies beside its path under a name with a part of
 * the hash. After an interruption, the next call continues there if the server supports it.
 *
 * @throws {DownloadFailedError} if the server refuses or breaks off; the bytes so far are kept
 * @throws {ModelUnavailableError} if the file has another hash; it is removed
 * @throws {FileExistsError} if another file has the path; nothing is downloaded
 * @throws {FileUnwritableError} if the file cannot be written
 */
export async function downloadFile(request: DownloadRequest, signal: AbortSignal): Promise<DownloadResult> {
  const { path, sha256, url } = request;
  checkAddress(url);
  const stats = await statOf(path);
  if (stats !== undefined) {
    if ((await hashFile(path, signal)) !== sha256) throw createExistsError(path);
    return { sizeBytes: stats.size, resumedBytes: 0, wasThere: true };
  }

  await orUnwritable(path, () => mkdir(dirname(path), { recursive: true }));
  const part = await downloadPart(request, `${path}.${sha256.slice(0, 16)}.partial`, signal);
  if (part.hash !== sha256) {
    await rm(part.path, { force: true });
    throw new ModelUnavailableError(`The downloaded file has the SHA-256 ${part.hash}, not the expected one.`, {
      hint: "The file was removed. Compare your hash with the one on the model's page.",
    });
  }
  await publish(part.path, path);
  return { sizeBytes: part.sizeBytes, resumedBytes: part.resumedBytes, wasThere: false };
}

async function downloadPart(request: DownloadRequest, path: string, signal: AbortSignal): Promise<PartialFile> {
  const idleTimer = createIdleTimer(request.idleMs);
  const stop = AbortSignal.any([signal, idleTimer.signal]);
  const existingBytes = (await statOf(path))?.size ?? 0;
  let doneBytes = existingBytes;
  try {
    const response = await openFrom(request.url, existingBytes, stop);
    const { offset, totalBytes } = response;
    doneBytes = offset;
    const hash = createHash("sha256");
    if (offset > 0) await feedFile(hash, path, stop);

    const onBytes = (count: number) => {
      idleTimer.restart();
      doneBytes += count;
      request.onProgress(defined({ doneBytes, totalBytes }));
    };
    await append(response, path, hash, onBytes);
    if (totalBytes !== undefined && doneBytes !== totalBytes) throw new Error("The file is incomplete.");
    return { path, resumedBytes: offset, sizeBytes: doneBytes, hash: hash.digest("hex") };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof LydianError) throw error;
    const reason = idleTimer.signal.aborted ? `sent nothing for ${request.idleMs / 1_000} seconds` : "broke off";
    throw new DownloadFailedError(`The server ${reason} after ${doneBytes} bytes.`, {
      hint: "Run the same command again. It continues from there.",
      cause: error,
    });
  } finally {
    idleTimer.stop();
  }
}

/**
 * Opens the file from an offset, or from its start if it is shorter: the existing part then belongs to another file.
 */
async function openFrom(url: string, offset: number, signal: AbortSignal): Promise<OpenedResponse> {
  const response = await openResponse(url, offset, signal);
  if (response !== "out-of-range") return response;

  const completeResponse = await openResponse(url, 0, signal);
  if (completeResponse !== "out-of-range") return completeResponse;
  throw new DownloadFailedError("The server rejects every requested range of the file.");
}

async function append(
  { offset, body }: OpenedResponse,
  path: string,
  hash: Hash,
  onBytes: (count: number) => void,
): Promise<void> {
  const file = await orUnwritable(path, () => open(path, offset > 0 ? "a" : "w", 0o600));
  try {
    for await (const bytes of body) {
      await orUnwritable(path, () => file.writeFile(bytes));
      hash.update(bytes);
      onBytes(bytes.length);
    }
    await orUnwritable(path, () => file.sync());
  } finally {
    await file.close();
  }
}

/** Gives the file its name by a link, which fails if another file has appeared. Moves it if links are unsupported. */
async function publish(partialPath: string, path: string): Promise<void> {
  try {
    await link(partialPath, path);
  } catch (error) {
    const isTaken = errorCodeOf(error) === "EEXIST" || (await statOf(path, lstat)) !== undefined;
    if (isTaken) throw createExistsError(path);
    await orUnwritable(path, () => rename(partialPath, path));
    return;
  }
  await rm(partialPath, { force: true });
}

/** Describes a file; undefined if there is none. */
async function statOf(path: string, read: (path: string) => Promise<Stats> = stat): Promise<Stats | undefined> {
  try {
    return await read(path);
  } catch (error) {
    if (errorCodeOf(error) === "ENOENT") return undefined;
    return orUnwritable(path, () => Promise.reject(error));
  }
}

function createIdleTimer(idleMs: number) {
  const controller = new AbortController();
  const start = () => setTimeout(() => controller.abort(), idleMs);
  let timer = start();
  return {
    signal: controller.signal,
    restart() {
      clearTimeout(timer);
      timer = start();
    },
    stop: () => clearTimeout(timer),
  };
}

function createExistsError(path: string): FileExistsError {
  return new FileExistsError(`Another file ${path} exists already.`, {
    hint: "Give the model another name with `--as NAME`.",
  });
}

async function orUnwritable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = errorCodeOf(cause);
    throw new FileUnwritableError(`The file ${path} cannot be written${code === "" ? "" : ` (${code})`}.`, {
      hint: "Check the folder, its permissions, and the free space of its disk.",
      cause,
    });
  }
}
