import { createHash, randomUUID } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";

/** Those of this process that are still being made. */
const own = new Set<string>();
/** A shared folder may hold files of another machine, whose processes can not be asked for. */
const machine = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
/** With the companions that SQLite makes. */
const ENDING = /^\.([0-9a-f]{8})\.(\d+)\.[0-9a-f]{8}\.partial(-journal|-wal|-shm)?$/;

/** A name for a file that is made for a place: it says which machine and process makes it. */
export function namePartial(place: string): string {
  const path = `${place}.${machine}.${process.pid}.${randomUUID().slice(0, 8)}.partial`;
  own.add(path);
  return path;
}

/** Says that it was kept or discarded. */
export function forgetPartial(path: string): void {
  own.delete(path);
}

/** Removes what killed processes of this machine have left of files for a place. */
export async function removeAbandoned(place: string): Promise<void> {
  const folder = dirname(place);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(basename(place)) || !isAbandoned(join(folder, name), name.slice(basename(place).length)))
      continue;
    // One of another user may not be removed; it is in nobody's way.
    await rm(join(folder, name), { force: true }).catch(() => undefined);
  }
}

function isAbandoned(path: string, ending: string): boolean {
  const [, by, id] = ENDING.exec(ending) ?? [];
  if (by !== machine || id === undefined) return false;
  if (Number(id) === process.pid) return !own.has(path.replace(/-(journal|wal|shm)$/, ""));
  return !isRunning(Number(id));
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    // It may be one of another user, that can not be signalled.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
