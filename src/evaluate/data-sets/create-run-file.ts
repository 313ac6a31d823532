import { type FileHandle, open, rm } from "node:fs/promises";
import { FileExistsError, FileUnwritableError } from "../../core/index.ts";
import { type Run, toRunId } from "./read-run.ts";

/** A run file that is made before it is known what is written, so that a long search is not in vain. */
export interface RunFile {
  /**
   * Writes `query-id Q0 document-id rank score lydian` lines and closes the file. The scores only count down: what made
   * the order may lie on several scales, and equal ones would be ordered otherwise by who reads them.
   */
  keep(run: Run): Promise<void>;
  /** Removes it, unless it was kept. */
  discard(): Promise<void>;
}

/**
 * @throws {FileExistsError} if there is something of that name
 * @throws {FileUnwritableError} from each call that the disk refuses
 */
export async function createRunFile(path: string): Promise<RunFile> {
  const handle = await orUnwritable(path, () => open(path, "wx"));
  let isKept = false;
  return {
    async keep(run) {
      await orUnwritable(path, () => writeLines(handle, run));
      isKept = true;
      await handle.close();
    },
    async discard() {
      if (isKept) return;
      await handle.close();
      await rm(path, { force: true });
    },
  };
}

async function writeLines(handle: FileHandle, run: Run): Promise<void> {
  for (const [queryId, documents] of run) {
    const lines = documents.map((id, index) => {
      const rank = index + 1;
      return `${toRunId(queryId)} Q0 ${toRunId(id)} ${rank} ${documents.length - index} lydian\n`;
    });
    await handle.writeFile(lines.join(""));
  }
}

async function orUnwritable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (isExisting(cause)) {
      throw new FileExistsError(`There is something at ${path} already.`, {
        hint: "Choose another name, or remove the file.",
        cause,
      });
    }
    throw new FileUnwritableError(`The run ${path} can not be written.`, {
      hint: "Check the folder, its permissions, and the free space of its disk.",
      cause,
    });
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
