import { fork } from "node:child_process";
import { readFileSync } from "node:fs";

const TASKS = new URL("./run-task.mjs", import.meta.url);
const LOOK_MS = 250;

/** Failure of an engine; the message says why. */
export class NotRun extends Error {}

/**
 * Runs a task of `run-task.mjs` in a separate process, and returns its result and duration.
 *
 * @throws {NotRun} if the process fails or exceeds its minutes or memory
 */
export function runWithinLimits(task, { minutes, megabytes }) {
  const started = performance.now();
  const execArgv = ["--expose-gc", `--max-old-space-size=${megabytes}`];
  const child = fork(TASKS, [JSON.stringify(task)], { execArgv, stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let said = "";
  child.stderr.on("data", (data) => {
    said = (said + data).slice(-20_000);
  });
  return new Promise((resolve, reject) => {
    let answer;
    let stopped;
    const watch = setInterval(() => {
      const isLate = performance.now() - started > minutes * 60_000;
      if (isLate) stopped = `not done after ${minutes} minutes`;
      else if (residentMegabytes(child.pid) > megabytes) stopped = `out of memory: more than ${megabytes} MB`;
      if (stopped !== undefined) child.kill("SIGKILL");
    }, LOOK_MS);
    child.once("message", ({ result }) => {
      answer = { ...result, seconds: (performance.now() - started) / 1000 };
    });
    child.once("close", () => {
      clearInterval(watch);
      if (answer !== undefined) resolve(answer);
      else reject(new NotRun(stopped ?? reasonIn(said, megabytes)));
    });
  });
}

function residentMegabytes(pid) {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    // It has just ended, or the system has no /proc: then only V8's own limit holds.
    return 0;
  }
}

function reasonIn(said, megabytes) {
  if (/heap out of memory/i.test(said)) return `out of memory: V8's heap of ${megabytes} MB`;
  return /^\w*Error.*$/m.exec(said)?.[0] ?? said.trim().split("\n").at(-1) ?? "it ended without a message";
}
