import { mkdirSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPageFiles } from "./read-page-files.ts";
import { servePage } from "./serve-page.ts";

describe("the files of the page", () => {
  let folder = "";
  let app = new Hono();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lydian-page-"));
    mkdirSync(join(folder, "page", "assets"), { recursive: true });
    writeFileSync(join(folder, "secret.txt"), "secret");
    writeFileSync(join(folder, "page", "index.html"), "<!doctype html>");
    writeFileSync(join(folder, "page", "assets", "main-1.js"), "run();");
    writeFileSync(join(folder, "page", "assets", "main-1.js.gz"), gzipSync("run();"));
    app = new Hono();
    app.use(servePage(await readPageFiles(join(folder, "page"))));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

  it("are the same for every path of a view", async () => {
    for (const path of ["/", "/search", "/library", "/answers/answer_1", "/settings"])
      expect([path, await (await get(path)).text()]).toEqual([path, "<!doctype html>"]);
    for (const path of ["/nowhere", "/api/v1/nowhere", "/assets/main-2.js", "/searching"])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
  });

  it("are cached forever if their names have a hash, and revalidated otherwise", async () => {
    expect((await get("/assets/main-1.js")).headers.get("cache-control")).toContain("immutable");
    const page = await get("/");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const again = await get("/", { "if-none-match": page.headers.get("etag") ?? "" });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it("are compressed for clients that accept gzip", async () => {
    const plain = await get("/assets/main-1.js");
    expect([plain.headers.get("content-encoding"), await plain.text()]).toEqual([null, "run();"]);
    const compressed = await get("/assets/main-1.js", { "accept-encoding": "br, gzip" });
    expect(compressed.headers.get("content-encoding")).toBe("gzip");
    expect(gunzipSync(await compressed.arrayBuffer()).toString()).toBe("run();");
  });

  it("are the only files that can be reached", async () => {
    for (const path of [
      "/../secret.txt",
      "/assets/../../secret.txt",
      "/%2e%2e/secret.txt",
      "/assets/..%2f..%2fsecret.txt",
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    expect((await readPageFiles(join(folder, "nowhere"))).size).toBe(0);
  });
});
