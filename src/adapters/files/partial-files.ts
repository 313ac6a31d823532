import { createHash, randomUUID } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { errorCodeOf } from "../../core/index.ts";

/** Paths of the partial files that this process has not finished. */
const unfinishedPaths = new Set<string>();
/** Hash of this machine's name. A shared folder may hold files of other machines, whose processes cannot be checked. */
const machine = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
/** Ending of a partial file, or of the files that SQLite creates beside it. */
const ENDING = /^\.([0-9a-f]{8})\.(\d+)\.[0-9a-f]{8}\.partial(-journal|-wal|-shm)?$/;

/** Returns a temporary name for a file, which contains its machine and process. */
export function namePartial(finalPath: string): string {
  const path = `${finalPath}.${machine}.${process.pid}.${randomUUID().slice(0, 8)}.partial`;
  unfinishedPaths.add(path);
  return path;
}

/** Marks a partial file as finished, whether it was kept or discarded. */
export function forgetPartial(path: string): void {
  unfinishedPaths.delete(path);
}

/** Removes the partial files of one path that killed processes of this machine left. */
export async function removeAbandoned(finalPath: string): Promise<void> {
  const [folder, fileName] = [dirname(finalPath), basename(finalPath)];
  for (const name of await readdir(folder)) {
    if (!name.startsWith(fileName) || !isAbandoned(join(folder, name), name.slice(fileName.length))) continue;
    // A file of another user may not be removable. It does no harm.
    await rm(join(folder, name), { force: true }).catch(() => undefined);
  }
}

function isAbandoned(path: string, ending: string): boolean {
  const [, fileMachine, id] = ENDING.exec(ending) ?? [];
  if (fileMachine !== machine || id === undefined) return false;
  if (Number(id) === process.pid) return !unfinishedPaths.has(path.replace(/-(journal|wal|shm)$/, ""));
  return !isRunning(Number(id));
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    // EPERM: the process runs, but belongs to another user.
    return errorCodeOf(error) === "EPERM";
  }
}
