import { spawn } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import { cleanEnvironment, command } from "./run-lydian.ts";

const listening = z.object({ url: z.string() });

export interface RunningLydian {
  readonly url: string;
  /** Returns what it has written to standard error. */
  log(): string;
  /** Stops it as Ctrl-C does, and returns the exit code. */
  stop(): Promise<unknown>;
}

/** Runs `lydian serve` on a free port, as a user would whose home is `home`. */
export async function startServer(
  folder: string,
  args: readonly string[] = [],
  home: string = folder,
): Promise<RunningLydian> {
  const child = spawn(process.execPath, [command, "serve", "--port", "0", "--json", ...args], {
    cwd: folder,
    env: cleanEnvironment(home),
  });
  const told: string[] = [];
  child.stderr.on("data", (data: Buffer) => told.push(data.toString()));
  const ended = once(child, "close");
  const first = once(child.stdout, "data").then(([data]) => listening.parse(JSON.parse(String(data))));
  const { url } = await Promise.race([
    first,
    ended.then(() => {
      throw new Error(`The server has ended: ${told.join("")}`);
    }),
  ]);
  return {
    url,
    log: () => told.join(""),
    stop: async () => {
      child.kill("SIGINT");
      const [code] = await ended;
      return code;
    },
  };
}
