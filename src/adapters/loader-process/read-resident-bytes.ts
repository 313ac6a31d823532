import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";

/**
 * Resident memory of a process in bytes: from `/proc` on Linux, by `ps` on macOS and BSD. Undefined where neither works,
 * as on Windows, or when the process has ended: then the heap's own limit and the time limit remain.
 */
export async function readResidentBytes(pid: number): Promise<number | undefined> {
  const kibibytes = process.platform === "linux" ? await readProc(pid) : await askPs(pid);
  return kibibytes === undefined ? undefined : kibibytes * 1024;
}

async function readProc(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const match = /^VmRSS:\s+(\d+) kB$/m.exec(status);
  return match === null ? undefined : Number(match[1]);
}

function askPs(pid: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    execFile("ps", ["-o", "rss=", "-p", String(pid)], (error, output) => {
      const kibibytes = Number.parseInt(output, 10);
      resolve(error !== null || Number.isNaN(kibibytes) ? undefined : kibibytes);
    });
  });
}
