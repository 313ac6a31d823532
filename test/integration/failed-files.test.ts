import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { zipSync } from "fflate";
import { type Lydian, openLydian } from "lydian";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { followJob, startLydianServer, upload } from "../fixtures/start-lydian-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const broken = "%PDF-1.7 but nothing else";
const whole = "A lost key costs €15.";
const LEXICAL = { embed: false };
const patient = { timeout: 60_000, interval: 50 };

let folder: ReturnType<typeof temporaryFolder>;
let store: string;
let docs: string;
let lydian: Lydian;

beforeEach(async () => {
  folder = temporaryFolder();
  store = join(folder.path, "store");
  docs = join(folder.path, "docs");
  for (const path of [store, docs]) mkdirSync(path);
  lydian = await openLydian({ store, settings: { search: { mode: "lexical" } } });
});
afterEach(async () => {
  await lydian.close();
  folder.remove();
});

const write = (name: string, content: string | Uint8Array) => writeFileSync(join(docs, name), content);
const uriOf = (name: string) => pathToFileURL(join(docs, name)).href;
const failed = async () => (await lydian.failedFiles()).map(({ uri }) => uri);
const cli = (...args: readonly string[]) => runLydian([...args, "--store", store], { cwd: folder.path });

describe("a file that was not added", () => {
  it("has a receipt in another process, until it is added", async () => {
    write("broken.pdf", broken);
    write("whole.md", whole);
    await lydian.add(docs, LEXICAL);
    const receipts = await cli("receipts", "--problems");
    expect(receipts.stdout).toMatch(/^failed {3}\S*broken\.pdf$/m);
    expect(receipts.stdout).toMatch(/1 document, 0 with problems; 1 file not added/);
    const { stdout } = await cli("receipts", "broken.pdf", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      receipts: [],
      notFound: [],
      failed: [{ uri: uriOf("broken.pdf"), code: "load-failed", collection: "default" }],
    });

    await lydian.add([{ uri: uriOf("broken.pdf"), content: whole }], LEXICAL);
    expect(await failed()).toEqual([]);
  });

  it("is named although no file at all was added", async () => {
    write("broken.pdf", broken);
    await lydian.add(docs, LEXICAL);
    expect((await lydian.receipts({ problems: true })).failed).toMatchObject([{ uri: uriOf("broken.pdf") }]);
    expect((await cli("receipts", "--problems")).stdout).toMatch(/broken\.pdf/);
  });

  it("loses its receipt when its folder is added without it, and keeps it when another folder is", async () => {
    for (const name of ["a", "b"]) {
      mkdirSync(join(docs, name));
      write(`${name}/broken.pdf`, broken);
      await lydian.add(join(docs, name), LEXICAL);
    }
    rmSync(join(docs, "a", "broken.pdf"));
    write("a/whole.md", whole);
    await lydian.add(join(docs, "a"), LEXICAL);
    expect(await failed()).toEqual([uriOf("b/broken.pdf")]);
  });

  it("loses its receipt when it is removed by its name", async () => {
    write("fees.txt", whole);
    await lydian.add(docs, LEXICAL);
    write("broken.pdf", broken);
    await lydian.add(docs, LEXICAL);
    const { stdout, code } = await cli("remove", "broken.pdf");
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/removed {2}the receipt of the failed file .*broken\.pdf/),
    ]);
    expect(await failed()).toEqual([]);
    expect(await lydian.list()).toHaveLength(1);
  });

  it("has a receipt as a member of a container", async () => {
    write("all.zip", zipSync({ "broken.pdf": Buffer.from(broken), "whole.md": Buffer.from(whole) }));
    await lydian.add(docs, LEXICAL);
    expect(await failed()).toEqual([`${uriOf("all.zip")}!/broken.pdf`]);
    write("all.zip", zipSync({ "whole.md": Buffer.from(whole) }));
    await lydian.add(docs, LEXICAL);
    expect(await failed()).toEqual([]);
  });

  it("has a receipt after a sync, until it is gone or its source is removed", async () => {
    write("broken.pdf", broken);
    write("worse.pdf", broken);
    write("whole.md", whole);
    await lydian.sync(docs, { ...LEXICAL, dryRun: true });
    expect(await failed()).toEqual([]);
    await lydian.sync(docs, LEXICAL);
    await lydian.sync(docs, LEXICAL);
    expect(await failed()).toEqual([uriOf("broken.pdf"), uriOf("worse.pdf")]);
    rmSync(join(docs, "worse.pdf"));
    await lydian.sync(docs, LEXICAL);
    expect(await failed()).toEqual([uriOf("broken.pdf")]);
    await lydian.removeSource(docs);
    expect(await failed()).toEqual([]);
  });

  it("has a receipt while its folder is watched", async () => {
    write("whole.md", whole);
    const stop = new AbortController();
    const watching = lydian.watch(docs, { ...LEXICAL, signal: stop.signal });
    await expect.poll(async () => (await lydian.list()).length, patient).toBe(1);
    write("broken.pdf", broken);
    await expect.poll(failed, patient).toEqual([uriOf("broken.pdf")]);
    rmSync(join(docs, "broken.pdf"));
    await expect.poll(failed, patient).toEqual([]);
    stop.abort();
    await watching;
  });

  it("has no receipt if there is no such file", async () => {
    await lydian.add([join(docs, "typo.pdf"), join(docs, "*.docx")], LEXICAL);
    expect(await failed()).toEqual([]);
  });

  // A circle of links and a pipe fail for every user, also for one whom no permission stops.
  it("has a receipt if it was named and is there, but cannot be read", async () => {
    const [circle, pipe] = [join(docs, "circle.txt"), join(docs, "pipe.txt")];
    symlinkSync("circle.txt", circle);
    execFileSync("mkfifo", [pipe]);
    const { code, stdout } = await cli("add", circle, "docs/pipe.txt", join(docs, "typo.pdf"), "--no-embed");
    expect([code, stdout]).toEqual([4, expect.stringMatching(/3 failed in collection/)]);
    expect(await lydian.failedFiles()).toMatchObject([
      { uri: uriOf("circle.txt"), code: "file-unreadable" },
      { uri: uriOf("pipe.txt"), code: "file-unreadable" },
    ]);

    rmSync(circle);
    await lydian.add(circle, LEXICAL);
    expect(await failed()).toEqual([uriOf("pipe.txt")]);
    rmSync(pipe);
    write("pipe.txt", whole);
    await lydian.add(pipe, LEXICAL);
    expect(await failed()).toEqual([]);
  });

  it("is seen only by readers of its labels", async () => {
    write("broken.pdf", broken);
    await lydian.add(docs, { ...LEXICAL, accessLabels: ["hr"] });
    const reader = (label: string) => ({ scope: { kind: "labels", labels: [label] } as const });
    expect(await lydian.failedFiles(reader("it"))).toEqual([]);
    expect((await lydian.receipts(reader("it"))).failed).toEqual([]);
    expect(await lydian.failedFiles(reader("hr"))).toHaveLength(1);
  });

  it("does not keep the others out if its receipt cannot be stored", async () => {
    writeFileSync(join(store, "state.db"), "This is not a database. ".repeat(1_000));
    write("broken.pdf", broken);
    write("whole.md", whole);
    const { code, stdout, stderr } = await cli("add", docs, "--no-embed");
    expect([code, stdout]).toEqual([4, expect.stringMatching(/1 added, 1 failed/)]);
    expect(stderr).toMatch(/The receipts of the failed files were not stored\./);
    const receipts = await cli("receipts");
    expect([receipts.code, receipts.stdout]).toEqual([0, expect.stringMatching(/1 document/)]);
  });
});

describe("a file that was sent to a server", () => {
  it("has a receipt over HTTP, whichever way it came", async () => {
    const server = await startLydianServer({ store });
    const path = "/api/v1/collections/default";
    const list = async () => {
      const { body } = await server.call("GET", `${path}/failed-files`);
      return z.object({ failed: z.array(z.object({ uri: z.string(), code: z.string() })) }).parse(body).failed;
    };
    await followJob(
      server,
      await upload(server, [
        { name: "sent.pdf", text: broken },
        { name: "a.md", text: whole },
      ]),
    );
    expect(await list()).toMatchObject([{ uri: "upload:///sent.pdf", code: "load-failed" }]);

    const client = new Client({ name: "test", version: "1" });
    await client.connect(new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`)));
    const file = { name: "told.pdf", base64: Buffer.from(broken).toString("base64") };
    expect((await client.callTool({ name: "add_document", arguments: file })).isError).toBe(true);
    await client.close();
    expect((await list()).map(({ uri }) => uri)).toEqual(["agent:local/told.pdf", "upload:///sent.pdf"]);

    write("broken.pdf", broken);
    const { body } = await server.call("POST", `${path}/sources`, { json: { uri: docs, watch: true } });
    await followJob(server, z.object({ job: z.object({ id: z.string() }) }).parse(body).job.id);
    expect((await list()).map(({ uri }) => uri)).toContain(uriOf("broken.pdf"));

    await followJob(server, await upload(server, [{ name: "sent.pdf", text: whole }]));
    expect((await list()).map(({ uri }) => uri)).not.toContain("upload:///sent.pdf");
    expect(await server.stop("SIGTERM")).toBe(0);
  });
});
