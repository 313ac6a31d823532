import { Worker } from "node:worker_threads";

/** Runs beside a main thread that a hostile file may keep busy for ever. A child whose parent died gets another one. */
const WATCH = `
  const parent = process.ppid;
  setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, "SIGKILL"); }, 1000);
`;

/** Ends this process with its parent, even if the parent was killed, and even if this process is in an endless loop. */
export function exitWithParent(): void {
  process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
  new Worker(WATCH, { eval: true }).unref();
}
