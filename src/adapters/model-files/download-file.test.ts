import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DownloadProgress, never } from "../../core/index.ts";
import { downloadFile } from "./download-file.ts";

const content = Buffer.concat([Buffer.from("GGUF"), Buffer.alloc(300_000, "weights ")]);
const sha256 = createHash("sha256").update(content).digest("hex");
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let folder = "";
let server: Server;
let url = "";
let asked: IncomingMessage[] = [];
let answer: Answer;

/** With ranges, as most servers. */
const giveAll: Answer = (request, response) => {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const body = content.subarray(from);
  if (request.headers.range === undefined) response.writeHead(200, { "content-length": body.length });
  else if (body.length === 0) return void response.writeHead(416).end();
  else response.writeHead(206, { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` });
  response.end(body);
};
/** Gives a part of what it says that it has, then breaks off. */
const breakAfter =
  (bytes: number): Answer =>
  (_, response) => {
    response.writeHead(200, { "content-length": content.length });
    response.write(content.subarray(0, bytes), () => response.destroy());
  };
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(code, headers).end("no");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lydian-pull-"));
  asked = [];
  answer = giveAll;
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/small.gguf?key=secret`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const path = () => join(folder, "models", "small.gguf");
const files = () => readdir(join(folder, "models")).catch(() => []);

async function pull(
  more: { readonly hash?: string; readonly from?: string; readonly idleMs?: number } = {},
  signal = never,
) {
  const progress: DownloadProgress[] = [];
  const fetched = await downloadFile(
    {
      url: more.from ?? url,
      sha256: more.hash ?? sha256,
      path: path(),
      idleMs: more.idleMs ?? 60_000,
      onProgress: (one) => progress.push(one),
    },
    signal,
  );
  return { fetched, progress };
}

describe("downloadFile", () => {
  it("fetches a file to its place, tells how far it is, and leaves nothing beside it", async () => {
    const { fetched, progress } = await pull();
    expect(fetched).toEqual({ sizeBytes: content.length, resumedBytes: 0, wasThere: false });
    expect(await readFile(path())).toEqual(content);
    expect(await files()).toEqual(["small.gguf"]);
    expect(progress.at(-1)).toEqual({ doneBytes: content.length, totalBytes: content.length });
  });

  it("keeps what came before a server broke off, and goes on from there", async () => {
    answer = breakAfter(100_000);
    await expect(pull()).rejects.toMatchObject({
      code: "download-failed",
      message: expect.stringMatching(/broke off/),
    });
    expect(await files()).toEqual([`small.gguf.${sha256.slice(0, 16)}.partial`]);
    answer = giveAll;
    const { fetched } = await pull();
    expect(fetched.resumedBytes).toBeGreaterThan(0);
    expect(asked.at(-1)?.headers.range).toBe(`bytes=${fetched.resumedBytes}-`);
    expect(await readFile(path())).toEqual(content);
    expect(await files()).toEqual(["small.gguf"]);
  });

  it("begins again where a server gives the file only whole, or has less than what lies there", async () => {
    answer = breakAfter(100_000);
    await expect(pull()).rejects.toThrow();
    answer = (_, response) => void response.writeHead(200).end(content);
    expect((await pull()).fetched.resumedBytes).toBe(0);
    expect(await readFile(path())).toEqual(content);

    await rm(path());
    await writeFile(`${path()}.${sha256.slice(0, 16)}.partial`, Buffer.concat([content, content]));
    answer = giveAll;
    expect((await pull()).fetched.sizeBytes).toBe(content.length);
  });

  it("keeps what came before it was stopped, and fails with the signal's reason", async () => {
    const controller = new AbortController();
    answer = (_, response) => {
      response.writeHead(200, { "content-length": content.length });
      response.write(content.subarray(0, 50_000));
    };
    const stopped = downloadFile(
      { url, sha256, path: path(), idleMs: 60_000, onProgress: () => controller.abort(new Error("enough")) },
      controller.signal,
    );
    await expect(stopped).rejects.toThrow("enough");
    expect(await files()).toEqual([expect.stringMatching(/partial$/)]);
  });

  it("gives up a server that gives nothing any more", async () => {
    answer = (_, response) => void response.writeHead(200, { "content-length": content.length }).flushHeaders();
    await expect(pull({ idleMs: 50 })).rejects.toThrow(/gave nothing for 0.05 seconds/);
  });

  it("removes what has another hash than was given", async () => {
    await expect(pull({ hash: "0".repeat(64) })).rejects.toMatchObject({
      code: "model-unavailable",
      message: expect.stringContaining(sha256),
    });
    expect(await files()).toEqual([]);
  });

  it("removes what was fetched wrongly before, so that the next call begins anew", async () => {
    answer = breakAfter(100_000);
    await expect(pull()).rejects.toThrow();
    const [partial = ""] = await files();
    await writeFile(join(folder, "models", partial), Buffer.alloc(90_000, "x"));
    answer = giveAll;
    await expect(pull()).rejects.toMatchObject({ code: "model-unavailable" });
    await pull();
    expect(await readFile(path())).toEqual(content);
  });

  it("fetches nothing where the very file lies there, and overwrites no other", async () => {
    await pull();
    asked = [];
    expect((await pull()).fetched.wasThere).toBe(true);
    await expect(pull({ hash: "0".repeat(64) })).rejects.toMatchObject({ code: "file-exists" });
    expect(asked).toEqual([]);
    expect(await readFile(path())).toEqual(content);
  });

  it.each([404, 403, 500])(
    "says what the server answered: %i, and shows nothing that stands behind the path",
    async (code) => {
      answer = status(code);
      const failure: unknown = await pull().catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: "download-failed", message: expect.stringContaining(`answered ${code}`) });
      expect(String(failure)).not.toContain("secret");
      expect(await files()).toEqual([]);
    },
  );

  it("goes where redirects lead, each checked like the first, and not for ever", async () => {
    answer = (request, response) =>
      request.url?.startsWith("/small")
        ? status(302, { location: "/there" })(request, response)
        : giveAll(request, response);
    await pull();
    expect(await readFile(path())).toEqual(content);
    await rm(path());
    answer = status(302, { location: "http://models.example/small.gguf" });
    await expect(pull()).rejects.toMatchObject({ message: expect.stringContaining("not encrypted") });
    answer = status(302, { location: "/again" });
    await expect(pull()).rejects.toMatchObject({ message: expect.stringContaining("more than 5") });
  });

  it.each([
    "http://models.example/a.gguf",
    "ftp://models.example/a.gguf",
    "file:///etc/passwd",
    "a.gguf",
    "https://u:p@h/a",
  ])("refuses the address %s before anything is asked", async (from) => {
    await expect(pull({ from })).rejects.toMatchObject({ code: "download-failed" });
    expect(asked).toEqual([]);
  });
});
