import { type ChildProcess, type SpawnOptionsWithoutStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A running program of `children/` and its output. */
export interface Child {
  readonly process: ChildProcess;
  /** Lines of its standard output so far. */
  readonly lines: readonly string[];
  /** Waits for a line that starts with a text; fails if the program ends without it. */
  line(start: string): Promise<string>;
  /** Waits for the line with a number, from 1; fails if the program ends without it. */
  lineNumber(count: number): Promise<void>;
  /** Exit code or ending signal, and standard error, once it has ended. */
  readonly ended: Promise<{ readonly exit: number | string; readonly stderr: string }>;
}

export interface ChildOptions {
  /** User who runs the program. */
  readonly uid?: number;
  /** Maximum size of a file that it writes. */
  readonly fileSizeKiB?: number;
}

/** Returns the options of a program of another user, who has no settings. The configuration of this run is private. */
function asUser(uid: number): SpawnOptionsWithoutStdio {
  return { uid, env: { ...process.env, XDG_CONFIG_HOME: "/nonexistent" } };
}

export function startChild(program: string, parameters: readonly string[], options: ChildOptions = {}): Child {
  const path = fileURLToPath(new URL(`children/${program}`, import.meta.url));
  const command = [process.execPath, path, ...parameters];
  const limited = ["bash", "-c", `ulimit -f ${options.fileSizeKiB}; exec "$@"`, "bash", ...command];
  const [file = "", ...rest] = options.fileSizeKiB === undefined ? command : limited;
  const child = spawn(file, rest, options.uid === undefined ? {} : asUser(options.uid));
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let stderr = "";
  let isOver = false;
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  const check = () => {
    for (const look of waiting) look();
  };
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    check();
  });
  const ended = new Promise<{ exit: number | string; stderr: string }>((resolve) =>
    child.on("close", (code, signal) => {
      isOver = true;
      check();
      resolve({ exit: code ?? signal ?? "", stderr });
    }),
  );
  const until = <T>(find: () => T | undefined) =>
    new Promise<T>((resolve, reject) => {
      const look = () => {
        const found = find();
        if (found === undefined && !isOver) return;
        waiting.delete(look);
        if (found === undefined)
          reject(new Error(`${program} ended without the awaited line: ${lines.at(-1)}\n${stderr}`));
        else resolve(found);
      };
      waiting.add(look);
      look();
    });
  return {
    process: child,
    lines,
    ended,
    line: (start) => until(() => lines.find((line) => line.startsWith(start))),
    lineNumber: async (count) => void (await until(() => (lines.length >= count ? true : undefined))),
  };
}
