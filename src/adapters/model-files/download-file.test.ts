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
let requests: IncomingMessage[] = [];
let answer: Answer;

/** Sends the file with support for ranges, like most servers. */
const sendFile: Answer = (request, response) => {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const body = content.subarray(from);
  if (request.headers.range === undefined) response.writeHead(200, { "content-length": body.length });
  else if (body.length === 0) return void response.writeHead(416).end();
  else response.writeHead(206, { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` });
  response.end(body);
};
/** Sends a part of the file, then breaks off. */
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
  requests = [];
  answer = sendFile;
  server = createServer((request, response) => {
    requests.push(request);
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
/** Compares whole buffers, since the matchers compare them byte by byte and slowly. */
const expectContent = async () => expect((await readFile(path())).equals(content)).toBe(true);
const files = () => readdir(join(folder, "models")).catch(() => []);

interface DownloadSettings {
  readonly hash?: string;
  readonly from?: string;
  readonly idleMs?: number;
}

async function download(settings: DownloadSettings = {}, signal = never) {
  const progress: DownloadProgress[] = [];
  const result = await downloadFile(
    {
      url: settings.from ?? url,
      sha256: settings.hash ?? sha256,
      path: path(),
      idleMs: settings.idleMs ?? 60_000,
      onProgress: (report) => progress.push(report),
    },
    signal,
  );
  return { result, progress };
}

describe("downloading a file", () => {
  it("saves the file, reports its progress, and leaves no other file", async () => {
    const { result, progress } = await download();
    expect(result).toEqual({ sizeBytes: content.length, resumedBytes: 0, wasThere: false });
    await expectContent();
    expect(await files()).toEqual(["small.gguf"]);
    expect(progress.at(-1)).toEqual({ doneBytes: content.length, totalBytes: content.length });
  });

  it("keeps the bytes so far when the server breaks off, and continues from there", async () => {
    answer = breakAfter(100_000);
    await expect(download()).rejects.toMatchObject({
      code: "download-failed",
      message: expect.stringMatching(/broke off/),
    });
    expect(await files()).toEqual([`small.gguf.${sha256.slice(0, 16)}.partial`]);
    answer = sendFile;
    const { result } = await download();
    expect(result.resumedBytes).toBeGreaterThan(0);
    expect(requests.at(-1)?.headers.range).toBe(`bytes=${result.resumedBytes}-`);
    await expectContent();
    expect(await files()).toEqual(["small.gguf"]);
  });

  it("starts again if the server sends only the complete file, or if the existing part is too long", async () => {
    answer = breakAfter(100_000);
    await expect(download()).rejects.toThrow();
    answer = (_, response) => void response.writeHead(200).end(content);
    expect((await download()).result.resumedBytes).toBe(0);
    await expectContent();

    await rm(path());
    await writeFile(`${path()}.${sha256.slice(0, 16)}.partial`, Buffer.concat([content, content]));
    answer = sendFile;
    expect((await download()).result.sizeBytes).toBe(content.length);
  });

  it("keeps the bytes so far when it is aborted, and fails with the signal's reason", async () => {
    const controller = new AbortController();
    answer = (_, response) => {
      response.writeHead(200, { "content-length": content.length });
      response.write(content.subarray(0, 50_000));
    };
    const abortedDownload = downloadFile(
      { url, sha256, path: path(), idleMs: 60_000, onProgress: () => controller.abort(new Error("enough")) },
      controller.signal,
    );
    await expect(abortedDownload).rejects.toThrow("enough");
    expect(await files()).toEqual([expect.stringMatching(/partial$/)]);
  });

  it("gives up on a server that sends nothing for too long", async () => {
    answer = (_, response) => void response.writeHead(200, { "content-length": content.length }).flushHeaders();
    await expect(download({ idleMs: 50 })).rejects.toThrow(/sent nothing for 0.05 seconds/);
  });

  it("removes a file with an unexpected hash", async () => {
    await expect(download({ hash: "0".repeat(64) })).rejects.toMatchObject({
      code: "model-unavailable",
      message: expect.stringContaining(sha256),
    });
    expect(await files()).toEqual([]);
  });

  it("removes a corrupt part, so that the next call starts again", async () => {
    answer = breakAfter(100_000);
    await expect(download()).rejects.toThrow();
    const [partial = ""] = await files();
    await writeFile(join(folder, "models", partial), Buffer.alloc(90_000, "x"));
    answer = sendFile;
    await expect(download()).rejects.toMatchObject({ code: "model-unavailable" });
    await download();
    await expectContent();
  });

  it("downloads nothing if the same file exists, and does not overwrite another file", async () => {
    await download();
    requests = [];
    expect((await download()).result.wasThere).toBe(true);
    await expect(download({ hash: "0".repeat(64) })).rejects.toMatchObject({ code: "file-exists" });
    expect(requests).toEqual([]);
    await expectContent();
  });

  it.each([404, 403, 500])("names the status %i, and does not reveal the query of the address", async (code) => {
    answer = status(code);
    const failure: unknown = await download().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "download-failed", message: expect.stringContaining(`answered ${code}`) });
    expect(String(failure)).not.toContain("secret");
    expect(await files()).toEqual([]);
  });

  it("follows redirects up to a limit, and checks each like the first address", async () => {
    answer = (request, response) =>
      request.url?.startsWith("/small")
        ? status(302, { location: "/there" })(request, response)
        : sendFile(request, response);
    await download();
    await expectContent();
    await rm(path());
    answer = status(302, { location: "http://models.example/small.gguf" });
    await expect(download()).rejects.toMatchObject({ message: expect.stringContaining("not encrypted") });
    answer = status(302, { location: "/again" });
    await expect(download()).rejects.toMatchObject({ message: expect.stringContaining("more than 5") });
  });

  it.each([
    "http://models.example/a.gguf",
    "ftp://models.example/a.gguf",
    "file:///etc/passwd",
    "a.gguf",
    "https://u:p@h/a",
  ])("rejects the address %s before any request", async (from) => {
    await expect(download({ from })).rejects.toMatchObject({ code: "download-failed" });
    expect(requests).toEqual([]);
  });
});
