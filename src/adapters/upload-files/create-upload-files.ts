import { mkdir, open, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  BodyTooLargeError,
  DiskFullError,
  FileUnreadableError,
  FileUnwritableError,
  type UploadFiles,
} from "../../core/index.ts";

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
        await rm(path, { force: true });
        throw isSystemError(error) ? createUnwritableError(folder, error) : error;
      }
    },
    async read(job, number) {
      try {
        return await readFile(join(folderOf(job), String(number)));
      } catch (error) {
        if (!isSystemError(error)) throw error;
        throw new FileUnreadableError(`The uploaded file ${number} of job ${job} cannot be read: ${error.code}.`, {
          hint: "Upload the file again.",
          cause: error,
        });
      }
    },
    async list() {
      const jobs = await readdir(folder).catch(() => []);
      return Promise.all(jobs.map(async (job) => ({ job, changedAtMs: await lastChangeOf(folderOf(job)) })));
    },
    remove: (job) => rm(folderOf(job), { recursive: true, force: true }),
  };
}

/** Returns the time of the last change of a folder or its files. One that was removed meanwhile changed just now. */
async function lastChangeOf(folder: string): Promise<number> {
  try {
    let changedAtMs = (await stat(folder)).mtimeMs;
    for (const name of await readdir(folder))
      changedAtMs = Math.max(changedAtMs, (await stat(join(folder, name))).mtimeMs);
    return changedAtMs;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
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

function createUnwritableError(folder: string, error: NodeJS.ErrnoException): DiskFullError | FileUnwritableError {
  if (error.code === "ENOSPC" || error.code === "EDQUOT")
    return new DiskFullError(`The disk is full, so the uploaded file was not saved in ${folder}.`, {
      hint: "Free some space and upload the file again.",
      cause: error,
    });
  return new FileUnwritableError(`The uploaded file cannot be saved in ${folder}: ${error.code}.`, {
    hint: "Check the disk and the folder's permissions.",
    cause: error,
  });
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
