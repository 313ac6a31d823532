import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSqliteState, openSqliteStore } from "../../src/adapters/sqlite/index.ts";
import { never } from "../../src/core/index.ts";
import { mountSmallDisk } from "../fixtures/mount-small-disk.ts";
import { followJob, formOf, type LydianServer, startLydianServer, upload } from "../fixtures/start-lydian-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const documents = "/api/v1/collections/default/documents";
const KILOBYTE = 1_024;
type Headers = Readonly<Record<string, string>>;

describe("a server on a small disk", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let disk = "";
  let store = "";
  let refusal: string | undefined;
  let writer: Headers;

  beforeAll(async () => {
    folder = temporaryFolder();
    disk = folder.path;
    refusal = mountSmallDisk(disk);
    if (refusal !== undefined) return;
    store = join(disk, "store");
    mkdirSync(store);
    writeFileSync(join(disk, "keys.md"), "# Keys\n\nA lost key costs 15 euros.\n");
    const run = (...parameters: readonly string[]) => runLydian([...parameters, "--store", store], { cwd: disk });
    await run("add", join(disk, "keys.md"), "--no-embed");
    const { stdout } = await run("keys", "add", "writer", "--permission", "write", "--only", "default", "--json");
    writer = { authorization: `Bearer ${JSON.parse(stdout).token}` };
  });
  afterAll(() => {
    if (refusal === undefined) execFileSync("umount", [disk]);
    folder.remove();
  });

  const filler = () => join(disk, "filler");
  /** Fills the disk except for `freeBytes`. */
  function fill(freeBytes: number): void {
    const { bsize, bfree } = statfsSync(disk);
    writeFileSync(filler(), Buffer.alloc(bfree * bsize - freeBytes));
  }
  const search = (server: LydianServer) =>
    server.call("POST", "/api/v1/collections/default/search", {
      json: { query: "lost key", mode: "lexical" },
      headers: writer,
    });
  const found = [200, { hits: [{ text: expect.stringContaining("15 euros") }] }];
  const full = () => ({ status: 507, code: "disk-full", detail: expect.not.stringContaining(disk) });

  it("refuses an upload and fails a job with the reason but no path, and continues to read", async (context) => {
    if (refusal !== undefined) return context.skip(`This user may not mount a file system: ${refusal}`);
    const server = await startLydianServer({ store, env: { LYDIAN_SERVER_REQUIRE_KEY: "true" } });
    try {
      fill(1_500 * KILOBYTE);
      const tooLarge = await server.call("POST", documents, {
        form: formOf([{ name: "large.txt", text: "A large file. ".repeat(150_000) }]),
        headers: writer,
      });
      expect([tooLarge.status, tooLarge.body]).toMatchObject([507, full()]);

      const text = Array.from({ length: 60_000 }, (_, number) => `Word${number} costs ${number} euros. `).join("");
      const id = await upload(server, [{ name: "some.txt", text: text.slice(0, 1_200_000) }], writer);
      await followJob(server, id, writer);
      const job = await server.call("GET", `/api/v1/jobs/${id}`, { headers: writer });
      expect(job.body).toMatchObject({ status: "failed", error: { code: "disk-full" } });
      expect(JSON.stringify(job)).not.toContain(disk);
      const { status, body } = await search(server);
      expect([status, body]).toMatchObject(found);
      rmSync(filler());
      const later = await followJob(
        server,
        await upload(server, [{ name: "later.md", text: "Later.\n" }], writer),
        writer,
      );
      expect(later.outcomes).toMatchObject([{ outcome: "added" }]);
    } finally {
      expect(await server.stop("SIGTERM")).toBe(0);
    }
  });

  it("starts with a waiting job, answers, and does the job when there is room", async (context) => {
    if (refusal !== undefined) return context.skip(`This user may not mount a file system: ${refusal}`);
    const state = await openSqliteState({ directory: store, waitMs: 1_000, mode: "write" });
    const documentStore = await openSqliteStore({ directory: store, waitMs: 1_000, mode: "read" });
    const id = `job_${"0".repeat(26)}`;
    const job = { id, collection: "default", status: "waiting", createdAt: new Date().toISOString() } as const;
    const record = { ...job, task: { kind: "sync", sources: [] }, progress: { files: 0, embedded: 0 }, outcomes: [] };
    await state.keepJob({ ...job, record: JSON.stringify(record) }, never);
    await documentStore.indexState("default", never);
    fill(0);
    const server = await startLydianServer({ store, env: { LYDIAN_SERVER_REQUIRE_KEY: "true" } });
    try {
      const { status, body } = await search(server);
      expect([status, body]).toMatchObject(found);
      const refused = await server.call("POST", documents, {
        form: formOf([{ name: "a.md", text: "A." }]),
        headers: writer,
      });
      expect([refused.status, refused.body]).toMatchObject([507, full()]);
      rmSync(filler());
      expect((await followJob(server, id, writer)).status).toBe("done");
    } finally {
      await state.close();
      await documentStore.close();
      expect(await server.stop("SIGTERM")).toBe(0);
    }
  });
});
