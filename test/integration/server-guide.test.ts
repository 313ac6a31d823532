import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LydianServer, startLydianServer } from "../fixtures/start-lydian-server.ts";
import { cleanEnvironment, temporaryFolder } from "../run-lydian.ts";

const guide = join(import.meta.dirname, "../../docs/guides/server.md");
const LONGEST_MS = 300_000;

let folder: ReturnType<typeof temporaryFolder>;
let server: LydianServer;

beforeAll(async () => {
  folder = temporaryFolder();
  for (const name of ["store", "walk"]) mkdirSync(join(folder.path, name));
  server = await startLydianServer({ store: join(folder.path, "store") });
});
afterAll(async () => {
  await server.stop("SIGTERM");
  folder.remove();
});

describe("the walk through the calls in the guide", () => {
  it(
    "runs as printed, and prints what the guide says",
    async () => {
      const blocks = [...readFileSync(guide, "utf8").matchAll(/^```sh walk\n(.*?)^```/gms)].map(
        ([, block = ""]) => block,
      );
      expect(blocks.length).toBeGreaterThan(4);
      const script = blocks.join("\n").replaceAll("http://127.0.0.1:4280", server.url);
      // The commands must not depend on a proxy, curlrc or bashrc of this machine.
      const shell = spawn("bash", ["--norc", "-euo", "pipefail", "-c", script], {
        cwd: join(folder.path, "walk"),
        env: cleanEnvironment(folder.path),
      });
      let out = "";
      let problems = "";
      shell.stdout.on("data", (data: Buffer) => {
        out += data.toString();
      });
      shell.stderr.on("data", (data: Buffer) => {
        problems += data.toString();
      });
      // The output up to the failure shows its cause.
      expect({ end: await once(shell, "close"), problems, out }).toMatchObject({ end: [0, null], problems: "" });
      for (const line of [
        '"status":"done"',
        '{"name":"default","documents":1}',
        '{"title":"Keys","warnings":[]}',
        "A lost key costs €15. The front desk replaces it.",
        "event: done",
        "holds",
        "\nup\n",
        'lydian_jobs_ended_total{kind="upload",outcome="done"} 1',
      ])
        expect(out).toContain(line);
      expect(out.trim().split("\n").at(-1)).toBe("Keys");
      expect(readFileSync(join(folder.path, "walk", "proof.html"), "utf8")).toContain("A lost key costs");
    },
    LONGEST_MS,
  );
});
