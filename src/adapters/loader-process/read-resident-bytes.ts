import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";

/**
 * Returns the resident memory of a process in bytes: from `/proc` on Linux, and from `ps` on macOS and BSD.
 *
 * It returns undefined if neither works, as on Windows, or if the process has ended. The limits of the heap
 * and of the time still apply then.
 */
export async function readResidentBytes(pid: number): Promise<number | undefined> {
  const kibibytes = process.platform === "linux" ? await readProc(pid) : await runPs(pid);
  return kibibytes === undefined ? undefined : kibibytes * 1024;
}

async function readProc(pid: number): Promise<number | undefined> {
  // The process has ended.
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const match = /^VmRSS:\s+(\d+) kB$/m.exec(status);
  return match === null ? undefined : Number(match[1]);
}

function runPs(pid: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    execFile("ps", ["-o", "rss=", "-p", String(pid)], (error, output) => {
      const kibibytes = Number.parseInt(output, 10);
      resolve(error !== null || Number.isNaN(kibibytes) ? undefined : kibibytes);
    });
  });
}
