import { createHash, type Hash } from "node:crypto";
import { link, lstat, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import {
  DownloadFailedError,
  type DownloadProgress,
  defined,
  FileExistsError,
  FileUnwritableError,
  LydianError,
  ModelUnavailableError,
} from "../../core/index.ts";
import { feedFile, hashFile } from "./hash-file.ts";
import { checkAddress, type OpenedResponse, openResponse } from "./open-response.ts";

export interface Download {
  readonly url: string;
  /** That the whole file must have, in lower case hexadecimal. */
  readonly sha256: string;
  /** Where it comes to lie, absolute. */
  readonly path: string;
  /** Longest time without a byte. */
  readonly idleMs: number;
  onProgress(progress: DownloadProgress): void;
}

export interface Downloaded {
  readonly sizeBytes: number;
  /** That a call before has fetched. */
  readonly resumedBytes: number;
  /** The very file was there already, and nothing was fetched. */
  readonly wasThere: boolean;
}

/** What a fetched part is written to, and what it was compared by. */
interface Part {
  readonly path: string;
  readonly resumedBytes: number;
  readonly sizeBytes: number;
  readonly hash: string;
}

/**
 * Fetches a file. Until it is whole and has its hash it lies beside its place, under a name with a part of the hash; stopped
 * or cut off, the next call goes on from there where the server can.
 *
 * @throws {DownloadFailedError} if the server does not give it, or breaks off; what has come is kept
 * @throws {ModelUnavailableError} if it has another hash; what has come is removed
 * @throws {FileExistsError} if another file lies there: nothing is fetched
 * @throws {FileUnwritableError} if the disk refuses
 */
export async function downloadFile(download: Download, signal: AbortSignal): Promise<Downloaded> {
  const { path, sha256, url } = download;
  checkAddress(url);
  const there = await stat(path).catch(() => undefined);
  if (there !== undefined) {
    if ((await hashFile(path, signal)) !== sha256) throw taken(path);
    return { sizeBytes: there.size, resumedBytes: 0, wasThere: true };
  }
  await orUnwritable(path, () => mkdir(dirname(path), { recursive: true }));
  const part = await fetchPart(download, `${path}.${sha256.slice(0, 16)}.partial`, signal);
  if (part.hash !== sha256) {
    await rm(part.path, { force: true });
    throw new ModelUnavailableError(`The file that came has the SHA-256 ${part.hash}, not the one that was given.`, {
      hint: "It was not kept. Compare the hash with the one that the model's page states.",
    });
  }
  await publish(part.path, path);
  return { sizeBytes: part.sizeBytes, resumedBytes: part.resumedBytes, wasThere: false };
}

async function fetchPart(download: Download, path: string, signal: AbortSignal): Promise<Part> {
  const idle = createIdleTimer(download.idleMs);
  const stop = AbortSignal.any([signal, idle.signal]);
  const begun = (await stat(path).catch(() => undefined))?.size ?? 0;
  let done = begun;
  try {
    const response = await openFrom(download.url, begun, stop);
    done = response.offset;
    const hash = createHash("sha256");
    if (response.offset > 0) await feedFile(hash, path, stop);
    const onBytes = (bytes: number) => {
      idle.restart();
      done += bytes;
      const { totalBytes } = response;
      download.onProgress(defined({ doneBytes: done, totalBytes }));
    };
    await append(response, { path, hash, onBytes });
    if (response.totalBytes !== undefined && done !== response.totalBytes) throw new Error("It is not whole.");
    return { path, resumedBytes: response.offset, sizeBytes: done, hash: hash.digest("hex") };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof LydianError) throw error;
    const why = idle.signal.aborted ? `gave nothing for ${download.idleMs / 1_000} seconds` : "broke off";
    throw new DownloadFailedError(`The server ${why} after ${done} bytes.`, {
      hint: "They are kept: run the same command again, and it goes on from there.",
      cause: error,
    });
  } finally {
    idle.stop();
  }
}

/** What lies there may be more than the server's file has: then it is none of it. */
async function openFrom(url: string, offset: number, signal: AbortSignal): Promise<OpenedResponse> {
  const response = await openResponse(url, offset, signal);
  if (response !== "out-of-range") return response;
  const whole = await openResponse(url, 0, signal);
  if (whole !== "out-of-range") return whole;
  throw new DownloadFailedError("The server gives no part of the file.");
}

async function append(
  { offset, body }: OpenedResponse,
  part: { readonly path: string; readonly hash: Hash; onBytes(bytes: number): void },
): Promise<void> {
  const file = await orUnwritable(part.path, () => open(part.path, offset > 0 ? "a" : "w", 0o600));
  try {
    for await (const bytes of body) {
      await orUnwritable(part.path, () => file.writeFile(bytes));
      part.hash.update(bytes);
      part.onBytes(bytes.length);
    }
    await orUnwritable(part.path, () => file.sync());
  } finally {
    await file.close();
  }
}

/** A link fails where another file has come there meanwhile; some file systems have none. */
async function publish(partial: string, path: string): Promise<void> {
  try {
    await link(partial, path);
  } catch (error) {
    if (codeOf(error) === "EEXIST" || (await lstat(path).catch(() => undefined)) !== undefined) throw taken(path);
    await orUnwritable(path, () => rename(partial, path));
    return;
  }
  await rm(partial, { force: true });
}

function createIdleTimer(idleMs: number) {
  const controller = new AbortController();
  const begin = () => setTimeout(() => controller.abort(), idleMs);
  let timer = begin();
  return {
    signal: controller.signal,
    restart() {
      clearTimeout(timer);
      timer = begin();
    },
    stop: () => clearTimeout(timer),
  };
}

function taken(path: string): FileExistsError {
  return new FileExistsError(`There is another file at ${path} already.`, {
    hint: "Name the model otherwise with `--as NAME`.",
  });
}

async function orUnwritable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = codeOf(cause);
    throw new FileUnwritableError(`The file ${path} can not be written${code === "" ? "" : ` (${code})`}.`, {
      hint: "Check the folder, its permissions, and the free space of its disk.",
      cause,
    });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
