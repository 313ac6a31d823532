import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { loadSettings } from "../config/index.ts";
import { never } from "../core/index.ts";
import { downloadModel } from "./download-model.ts";
import { listPulledModels } from "./list-models.ts";

let body = "GGUF weights";
let url = "";
let modelsFolder = "";
const server = createServer((_, response) => void response.end(body));

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/x`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), "lydian-models-"));
  modelsFolder = folder;
  return () => rm(folder, { recursive: true, force: true });
});

const pull = (name: string) => {
  const sha256 = createHash("sha256").update(body).digest("hex");
  return downloadModel({ modelsFolder }, { url, sha256, name, onProgress: () => undefined }, never);
};
const list = () => listPulledModels({ modelsFolder, answeringModel: { kind: "extractive" } }, never);

describe("a pulled model", () => {
  it("is listed as verified, and as a problem after its file has changed", async () => {
    body = "GGUF weights";
    const { path, name } = await pull("small");
    expect(name).toBe("gguf:small");
    expect(await list()).toMatchObject([
      { name: "gguf:small", job: "answering", isSet: false, status: "verified", path },
    ]);
    const kept = await readFile(`${path}.sha256`, "utf8");
    expect(kept).toMatch(/^[0-9a-f]{64} {2}small\.gguf\n$/);
    await writeFile(path, "GGUF other");
    expect(await list()).toMatchObject([{ status: "problem" }]);
    await rm(`${path}.sha256`);
    expect(await list()).toMatchObject([{ status: "unverified" }]);
  });

  // A circle of links fails for every user, also for one whom no permission stops.
  it("whose file or hash cannot be read is a problem with the reason, and the others are listed", async () => {
    body = "GGUF weights";
    const { path } = await pull("small");
    await pull("other");
    await rm(`${path}.sha256`);
    await symlink("small.gguf.sha256", `${path}.sha256`);
    const unreadable = { name: "gguf:small", status: "problem", message: expect.stringContaining("ELOOP") };
    expect(await list()).toMatchObject([{ name: "gguf:other", status: "verified" }, unreadable]);
    await rm(path);
    await symlink("small.gguf", path);
    expect(await list()).toMatchObject([{ name: "gguf:other", status: "verified" }, unreadable]);
  });

  it("is listed at once although the file of its hash is large", async () => {
    body = "GGUF weights";
    const { path } = await pull("small");
    // A sparse file, longer than a text may be, so that reading it whole fails.
    await truncate(`${path}.sha256`, 2 ** 31);
    expect(await list()).toMatchObject([{ status: "verified" }]);
  });

  it("can be set as answer.model without a path, and is then listed as set", async () => {
    const environment = { HOME: "/nowhere", XDG_DATA_HOME: "/data" };
    const { answeringModel, modelsFolder: folder } = await loadSettings({
      store: "/nowhere/store",
      environment,
      settings: { answer: { model: "gguf:small-q4.0" } },
    });
    expect(folder).toBe(join("/data", "lydian", "models"));
    expect(answeringModel).toEqual({ kind: "file", path: join(folder, "small-q4.0.gguf") });
    body = "GGUF weights";
    const { path } = await pull("small");
    expect(await listPulledModels({ modelsFolder, answeringModel: { kind: "file", path } }, never)).toMatchObject([
      { isSet: true },
    ]);
  });

  it("is deleted if it is not a GGUF file", async () => {
    body = "<html>Please sign in</html>";
    await expect(pull("page")).rejects.toMatchObject({ code: "model-unavailable" });
    expect(await readdir(modelsFolder)).toEqual([]);
  });

  it("is not listed if there is no folder of models yet, and an error says so if it cannot be read", async () => {
    modelsFolder = join(modelsFolder, "none");
    expect(await list()).toEqual([]);
    await writeFile(modelsFolder, "");
    await expect(list()).rejects.toMatchObject({ code: "file-unreadable" });
  });
});
