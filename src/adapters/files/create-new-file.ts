import { lstat, open, realpath, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import {
  type CreateFile,
  errorCodeOf,
  FileExistsError,
  FileUnwritableError,
  InvalidArgumentError,
} from "../../core/index.ts";
import { forgetPartial, namePartial, removeAbandoned } from "./partial-files.ts";
import { reasonOf } from "./reason-of.ts";

/**
 * Creates a function for new files that are never seen incomplete. Until a file is complete, it lies beside its path
 * under a name that ends in `.partial`. The next call for the same path removes the partial files of killed processes.
 *
 * @param protectedPaths  absolute paths that must never be written: those of the store itself
 */
export function createNewFiles(protectedPaths: readonly string[]): CreateFile {
  return async (path, { replace }) => {
    const finalPath = await resolveFolderLinks(path);
    if (protectedPaths.includes(finalPath))
      throw new InvalidArgumentError(`${path} is a file of the store itself.`, { hint: "Choose another name." });
    if (!replace) await requireAbsent(finalPath);

    await orUnwritable(path, () => removeAbandoned(finalPath));
    const temporaryPath = namePartial(finalPath);
    const handle = await orUnwritable(path, () => open(temporaryPath, "wx", 0o600));
    let isClosed = false;
    const close = async () => {
      isClosed = true;
      forgetPartial(temporaryPath);
      await handle.close();
    };

    return {
      temporaryPath,
      write: (bytes) => orUnwritable(path, () => handle.writeFile(bytes)),
      async keep() {
        await orUnwritable(path, () => handle.sync());
        if (!replace) await requireAbsent(finalPath);
        await orUnwritable(path, () => rename(temporaryPath, finalPath));
        await close();
      },
      async discard() {
        if (isClosed) return;
        await close();
        await rm(temporaryPath, { force: true });
      },
    };
  };
}

/** Returns the path with all links to folders resolved, because a link may lead to the store's folder. */
async function resolveFolderLinks(path: string): Promise<string> {
  const absolutePath = resolve(path);
  return join(await orUnwritable(path, () => realpath(dirname(absolutePath))), basename(absolutePath));
}

async function requireAbsent(path: string): Promise<void> {
  try {
    await lstat(path);
  } catch (error) {
    if (errorCodeOf(error) === "ENOENT") return;
    return orUnwritable(path, () => Promise.reject(error));
  }
  throw new FileExistsError(`${path} exists already.`, {
    hint: "Choose another name, or replace the file with `--force`.",
  });
}

async function orUnwritable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new FileUnwritableError(`The file ${path} cannot be written: ${reasonOf(error)}.`, {
      hint: "Check the folder, its permissions, and the free space of its disk.",
      cause: error,
    });
  }
}
