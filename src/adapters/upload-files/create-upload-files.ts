import { mkdir, open, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  BodyTooLargeError,
  DiskFullError,
  errorCodeOf,
  FileUnreadableError,
  FileUnwritableError,
  type UploadFiles,
} from "../../core/index.ts";

const CHECK_FOLDER = "Check the disk and the folder's permissions.";

/** Creates a store for uploaded files, as `folder/JOB/NUMBER`. No name from a caller becomes part of a path. */
export function createUploadFiles(folder: string): UploadFiles {
  const folderOf = (job: string) => join(folder, job);
  return {
    async keep({ job, number, bytes, maxBytes }, signal) {
      const path = join(folderOf(job), String(number));
      try {
        await mkdir(folderOf(job), { recursive: true, mode: 0o700 });
        return { sizeBytes: await write(path, bytes, maxBytes, signal) };
      } catch (error) {
        // Without its folder there is no file to remove, and what went wrong first is what the caller must know.
        await rm(path, { force: true }).catch(() => undefined);
        throw isSystemError(error)
          ? createUnwritableError(`The uploaded file cannot be saved in ${folder}`, error)
          : error;
      }
    },
    async read(job, number) {
      try {
        return await readFile(join(folderOf(job), String(number)));
      } catch (error) {
        throw createUnreadableError(`The uploaded file ${number} of job ${job}`, "Upload the file again.", error);
      }
    },
    async list() {
      try {
        const entries = await readdir(folder, { withFileTypes: true });
        return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
      } catch (error) {
        if (errorCodeOf(error) === "ENOENT") return [];
        throw createUnreadableError(`The folder of uploaded files ${folder}`, CHECK_FOLDER, error);
      }
    },
    async changedAtMs(job) {
      try {
        return await lastChangeOf(folderOf(job));
      } catch (error) {
        if (errorCodeOf(error) === "ENOENT") return undefined;
        throw createUnreadableError(`The folder of uploaded files ${folderOf(job)}`, CHECK_FOLDER, error);
      }
    },
    async remove(job) {
      try {
        await rm(folderOf(job), { recursive: true, force: true });
      } catch (error) {
        throw createUnwritableError(`The uploaded files in ${folderOf(job)} cannot be removed`, error);
      }
    },
  };
}

/** Returns the time of the last change of a folder or its files. */
async function lastChangeOf(folder: string): Promise<number> {
  let changedAtMs = (await stat(folder)).mtimeMs;
  for (const name of await readdir(folder))
    changedAtMs = Math.max(changedAtMs, (await stat(join(folder, name))).mtimeMs);
  return changedAtMs;
}

async function write(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
  signal: AbortSignal,
): Promise<number> {
  const file = await open(path, "wx", 0o600);
  try {
    let sizeBytes = 0;
    for await (const piece of bytes) {
      signal.throwIfAborted();
      sizeBytes += piece.length;
      if (sizeBytes > maxBytes)
        throw new BodyTooLargeError(`The file is larger than ${maxBytes} bytes.`, {
          hint: "Split the file, or raise the setting `server.maxUploadMegabytes`.",
        });
      await file.writeFile(piece);
    }
    await file.sync();
    return sizeBytes;
  } finally {
    await file.close();
  }
}

function createUnreadableError(what: string, hint: string, error: unknown): FileUnreadableError {
  return new FileUnreadableError(`${what} cannot be read: ${errorCodeOf(error)}.`, { hint, cause: error });
}

/** @param problem  begins the message; a full disk is named as its reason */
function createUnwritableError(problem: string, error: unknown): DiskFullError | FileUnwritableError {
  const code = errorCodeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT")
    return new DiskFullError(`${problem}: the disk is full.`, {
      hint: "Free some space and upload the file again.",
      cause: error,
    });
  return new FileUnwritableError(`${problem}: ${code}.`, { hint: CHECK_FOLDER, cause: error });
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
