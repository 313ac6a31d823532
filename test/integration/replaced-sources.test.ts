import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { followJob, type LydianServer, startLydianServer } from "../fixtures/start-lydian-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const collection = "/api/v1/collections/default";
const jobSchema = z.object({ id: z.string() });

describe("a source over HTTP whose folder is replaced by a link", () => {
  const folder = temporaryFolder();
  const docs = join(folder.path, "docs");
  const store = join(folder.path, "store");
  const source = pathToFileURL(join(docs, "house/")).href;
  let server: LydianServer;
  let headers: Readonly<Record<string, string>>;

  beforeAll(async () => {
    for (const path of [join(docs, "house"), join(folder.path, "secret"), store]) mkdirSync(path, { recursive: true });
    writeFileSync(join(docs, "house", "towels.md"), "Towels cost two euros.\n");
    writeFileSync(join(folder.path, "secret", "key.md"), "The zirconium key is 31337.\n");
    symlinkSync(docs, join(folder.path, "way"));
    const added = ["keys", "add", "whole", "--permission", "admin", "--json", "--store", store];
    const { stdout } = await runLydian(added, { cwd: folder.path });
    headers = { authorization: `Bearer ${JSON.parse(stdout).token}` };
    const settings = JSON.stringify({ server: { requireKey: true, allowedFolders: [docs] } });
    writeFileSync(join(store, "settings.yaml"), settings);
    server = await startLydianServer({ store });
  });
  afterAll(async () => {
    await server.stop("SIGTERM");
    folder.remove();
  });

  const titles = async () => {
    const { body } = await server.call("GET", `${collection}/documents`, { headers });
    const { documents } = z.object({ documents: z.array(z.object({ uri: z.string() })) }).parse(body);
    return documents.map(({ uri }) => uri.split("/").at(-1));
  };

  it("is registered by the folder that a link leads to, and read", async () => {
    const json = { uri: join(folder.path, "way", "house") };
    const { status, body } = await server.call("POST", `${collection}/sources`, { json, headers });
    const reply = z.object({ source: z.string(), job: jobSchema }).parse(body);
    expect([status, reply.source]).toEqual([202, source]);
    await followJob(server, reply.job.id, headers);
    expect(await titles()).toEqual(["towels.md"]);
  });

  it("fails at its next sync, which reads nothing outside the allowed folders and removes nothing", async () => {
    rmSync(join(docs, "house"), { recursive: true });
    symlinkSync(join(folder.path, "secret"), join(docs, "house"));
    const json = { kind: "sync" };
    const { body } = await server.call("POST", `${collection}/jobs`, { json, headers });
    const { outcomes } = await followJob(server, jobSchema.parse(body).id, headers);
    expect(outcomes).toMatchObject([
      {
        uri: source,
        outcome: "failed",
        code: "source-unavailable",
        message: expect.stringContaining("leads out of the allowed folders"),
      },
    ]);
    expect(await titles()).toEqual(["towels.md"]);
  });
});
