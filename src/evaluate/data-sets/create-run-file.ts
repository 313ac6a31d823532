import { type FileHandle, open, rm } from "node:fs/promises";
import { errorCodeOf, FileExistsError, FileUnwritableError } from "../../core/index.ts";
import { type Run, toRunId } from "./read-run.ts";

/** A run file that is created before a long search, so that a file error shows at once. */
export interface RunFile {
  /**
   * Writes `query-id Q0 document-id rank score lydian` lines and closes the file. The written scores only count down:
   * the scores of a search may be on several scales, and other programs would order equal scores differently.
   */
  keep(run: Run): Promise<void>;
  /** Removes the file, unless it was kept. */
  discard(): Promise<void>;
}

/**
 * Creates an empty run file.
 *
 * @throws {FileExistsError} if the file exists
 * @throws {FileUnwritableError} from every call whose write fails
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
      throw new FileExistsError(`${path} already exists.`, {
        hint: "Choose another name, or remove the file.",
        cause,
      });
    }
    throw new FileUnwritableError(`The run ${path} cannot be written.`, {
      hint: "Check the folder, its permissions and the free disk space.",
      cause,
    });
  }
}

function isExisting(error: unknown): boolean {
  return errorCodeOf(error) === "EEXIST";
}
