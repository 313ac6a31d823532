import { lstat, open, realpath, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { type CreateFile, FileExistsError, FileUnwritableError, InvalidArgumentError } from "../../core/index.ts";
import { forgetPartial, namePartial, removeAbandoned } from "./partial-files.ts";
import { reasonOf } from "./reason-of.ts";

/**
 * Makes files that are never seen half: they lie beside the place, under a name that ends in `.partial`, until they are
 * whole. One whose process was killed is removed by the next call for the same place.
 *
 * @param refused  absolute paths that must not be written, whatever is asked for: those of the store itself
 */
export function createNewFiles(refused: readonly string[]): CreateFile {
  return async (path, { replace }) => {
    const place = await placeOf(path);
    if (refused.includes(place))
      throw new InvalidArgumentError(`${path} is a file of the store itself.`, { hint: "Choose another name." });
    if (!replace) await refuseExisting(place);
    await orUnwritable(path, () => removeAbandoned(place));
    const temporaryPath = namePartial(place);
    const handle = await orUnwritable(path, () => open(temporaryPath, "wx", 0o600));
    let isOver = false;
    const end = async () => {
      isOver = true;
      forgetPartial(temporaryPath);
      await handle.close();
    };
    return {
      temporaryPath,
      write: (bytes) => orUnwritable(path, () => handle.writeFile(bytes)),
      async keep() {
        await orUnwritable(path, () => handle.sync());
        if (!replace) await refuseExisting(place);
        await orUnwritable(path, () => rename(temporaryPath, place));
        await end();
      },
      async discard() {
        if (isOver) return;
        await end();
        await rm(temporaryPath, { force: true });
      },
    };
  };
}

/** The path without links to folders: a store's folder may be named by one. */
async function placeOf(path: string): Promise<string> {
  const whole = resolve(path);
  return join(await orUnwritable(path, () => realpath(dirname(whole))), basename(whole));
}

async function refuseExisting(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return;
  throw new FileExistsError(`There is something at ${path} already.`, {
    hint: "Choose another name, or replace the file with `--force`.",
  });
}

async function orUnwritable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new FileUnwritableError(`The file ${path} can not be written: ${reasonOf(error)}.`, {
      hint: "Check the folder, its permissions, and the free space of its disk.",
      cause: error,
    });
  }
}
