import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openLydianServer } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { followJob, type LydianServer, startLydianServer } from "../fixtures/start-lydian-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const path = "/api/v1/collections/default/sources";
const patient = { timeout: 60_000, interval: 50 };
const told = z.object({
  sources: z.array(
    z.object({
      uri: z.string(),
      documents: z.number(),
      watch: z.object({ problem: z.object({ code: z.string(), message: z.string() }).optional() }).optional(),
    }),
  ),
});
const added = z.object({ source: z.string(), job: z.object({ id: z.string() }) });

let folder: ReturnType<typeof temporaryFolder>;
let server: LydianServer;
let docs: string;

const start = () => startLydianServer({ store: join(folder.path, "store") });
const source = async () => {
  const { sources } = told.parse((await server.call("GET", path)).body);
  return sources.find(({ uri }) => uri === `${pathToFileURL(docs).href}/`);
};
/** Returns the names of the documents that callers see. */
async function uris(): Promise<readonly string[]> {
  const { body } = await server.call("GET", "/api/v1/collections/default/documents");
  const { documents } = z.object({ documents: z.array(z.object({ uri: z.string() })) }).parse(body);
  return documents.map(({ uri }) => uri.split("/").at(-1) ?? "");
}
const write = (name: string, text: string) => writeFileSync(join(docs, name), text);

beforeAll(async () => {
  folder = temporaryFolder();
  docs = join(folder.path, "docs");
  for (const name of ["docs", "store"]) mkdirSync(join(folder.path, name));
  server = await start();
});
afterAll(async () => {
  expect(await server.stop("SIGTERM")).toBe(0);
  folder.remove();
});

describe("a watched folder", () => {
  it("becomes a source, and its changes are found", async () => {
    write("one.md", "A lost key costs €15.");
    const { status, body } = await server.call("POST", path, { json: { uri: docs, watch: true } });
    expect(status).toBe(202);
    expect((await followJob(server, added.parse(body).job.id)).status).toBe("done");
    expect(await uris()).toEqual(["one.md"]);
    write("two.md", "The pool is closed on Monday.");
    await expect.poll(uris, patient).toEqual(["one.md", "two.md"]);
    rmSync(join(docs, "one.md"));
    await expect.poll(uris, patient).toEqual(["two.md"]);
    expect(await source()).toMatchObject({ documents: 1, watch: {} });
  });

  it("is reported while it is missing, loses no document, and is synced when it is back", async () => {
    renameSync(docs, `${docs}-away`);
    await expect.poll(async () => (await source())?.watch?.problem?.code, patient).toBe("source-unavailable");
    const shown = await runLydian(["sources", "--store", join(folder.path, "store")], { cwd: folder.path });
    expect(shown.stdout).toMatch(/with a problem[\s\S]*was not synced/);
    expect(await uris()).toEqual(["two.md"]);
    writeFileSync(join(`${docs}-away`, "three.md"), "Lunch is at noon.");
    renameSync(`${docs}-away`, docs);
    await expect.poll(uris, patient).toEqual(["three.md", "two.md"]);
    await expect.poll(async () => (await source())?.watch, patient).not.toHaveProperty("problem");
  });

  it("is synced after a restart, also after the server was killed", async () => {
    expect(await server.stop("SIGKILL")).toBe("SIGKILL");
    write("four.md", "The sauna is open until ten.");
    rmSync(join(docs, "two.md"));
    server = await start();
    await expect.poll(uris, patient).toEqual(["four.md", "three.md"]);
    write("five.md", "Towels cost two euros.");
    await expect.poll(uris, patient).toEqual(["five.md", "four.md", "three.md"]);
  });

  it("is not synced once unwatched, until the command line watches it again", async () => {
    const uri = (await source())?.uri;
    expect((await server.call("PATCH", path, { json: { uri, watch: false } })).status).toBe(200);
    expect(await source()).not.toHaveProperty("watch");
    write("six.md", "The keys hang beside the door.");
    const options = ["--store", join(folder.path, "store")];
    const again = await runLydian(["sources", "watch", docs, ...options], { cwd: folder.path });
    expect(again.stdout).toContain("is now watched by `lydian serve`");
    await expect.poll(uris, patient).toContain("six.md");
    const twice = await runLydian(["sources", "watch", docs, ...options, "--json"], { cwd: folder.path });
    expect(JSON.parse(twice.stdout)).toMatchObject({ isWatched: true, hasChanged: false });
  });

  it("disappears with its documents when the source is removed", async () => {
    const uri = encodeURIComponent((await source())?.uri ?? "");
    expect((await server.call("DELETE", `${path}?uri=${uri}`)).status).toBe(200);
    expect([await uris(), await source()]).toEqual([[], undefined]);
  });
});

describe("a path that cannot be watched", () => {
  it("is rejected with the reason", async () => {
    write("file.md", "A file.");
    for (const [json, status, code] of [
      [{ uri: join(folder.path, "nowhere"), watch: true }, 409, "source-unavailable"],
      [{ uri: join(docs, "file.md"), watch: true }, 409, "source-unavailable"],
      [{ uri: "docs", watch: true }, 400, "invalid-argument"],
      [{ uri: "https://example.org/", watch: true }, 400, "invalid-argument"],
    ] as const)
      expect([json, await server.call("POST", path, { json })]).toMatchObject([json, { status, body: { code } }]);
    const watching = await runLydian(["sources", "watch", "https://example.org/"], { cwd: folder.path });
    expect([watching.code, watching.stderr]).toMatchObject([2, expect.stringContaining("cannot be watched")]);
  });

  it("is any path outside the folders that the settings allow, if the caller has a key", async () => {
    const store = join(folder.path, "other");
    mkdirSync(store);
    const opened = await openLydianServer({ store });
    const { token } = await opened.addKey({ name: "admin", permission: "admin" });
    await opened.close();
    const env = { LYDIAN_SERVER_REQUIRE_KEY: "true" };
    const other = await startLydianServer({ store, env });
    const headers = { authorization: `Bearer ${token}` };
    const refused = await other.call("POST", path, { json: { uri: docs, watch: true }, headers });
    expect(refused).toMatchObject({ status: 403, body: { code: "not-permitted" } });
    const job = { kind: "sync", sources: [docs] };
    const sync = await other.call("POST", "/api/v1/collections/default/jobs", { json: job, headers });
    expect(sync.status).toBe(403);
    await other.stop("SIGTERM");
  });
});
