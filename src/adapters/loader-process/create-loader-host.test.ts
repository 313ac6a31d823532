import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  EncryptedDocumentError,
  InvalidArgumentError,
  type LoaderHost,
  LoaderLimitError,
  LoadFailedError,
  never,
  unpackDocument,
} from "../../core/index.ts";
import { createLoaderHost, type LoaderHostOptions } from "./create-loader-host.ts";

const entry = new URL("./fixtures/hostile-loader.mjs", import.meta.url);
const hosts: LoaderHost[] = [];

function open(options: Partial<LoaderHostOptions> = {}): LoaderHost {
  const host = createLoaderHost({
    entry,
    timeoutMs: 20_000,
    memoryBytes: 256 * 1_048_576,
    processes: 1,
    identify: async () => ({ mediaType: "text/plain", loader: { id: "hostile", version: "1" } }),
    ...options,
  });
  hosts.push(host);
  return host;
}

async function load(host: LoaderHost, uri: string, text = "", signal: AbortSignal = never) {
  const loaded = await host.load({ bytes: new TextEncoder().encode(text), uri }, signal);
  return unpackDocument(loaded);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.close()));
});

describe("the loader host", () => {
  it("returns the document of the child process, and reuses the child", async () => {
    const host = open();
    expect((await load(host, "echo", "Grüße 🙂")).text).toBe("Grüße 🙂");
    const childPid = (await load(host, "pid")).text;
    expect((await load(host, "pid")).text).toBe(childPid);
    expect(Number(childPid)).not.toBe(process.pid);
  });

  it("ends the child after a large file, so that its memory is free for what follows", async () => {
    const host = open();
    const first = Number((await load(host, "pid")).text);
    const large = Number((await load(host, "pid", "a".repeat(2 ** 24))).text);
    expect(large).toBe(first);
    await vi.waitUntil(() => !isAlive(large), { timeout: 10_000 });
    expect((await load(host, "echo", "next")).text).toBe("next");
  });

  it("passes no environment variables to the child", async () => {
    expect((await load(open(), "environment")).text.split(" ")).not.toContain("PATH");
  });

  it("kills a child in an endless loop, names the limit, and reads the next file", async () => {
    const host = open({ timeoutMs: 2000 });
    const failure = load(host, "loop");
    await expect(failure).rejects.toThrow(LoaderLimitError);
    await expect(failure).rejects.toThrow("2 s");
    expect((await load(host, "echo", "next")).text).toBe("next");
  });

  it("gives a file the time limit for every 16 MiB or part thereof", async () => {
    const host = open({ timeoutMs: 2_000 });
    await expect(load(host, "loop", "a".repeat(2 ** 24 + 1))).rejects.toThrow("longer than 4 s");
    await expect(load(host, "loop", "a".repeat(2 ** 24))).rejects.toThrow("longer than 2 s");
  });

  it.each(["fill-memory", "fill-heap"])("stops a child that would %s, and reads the next file", async (uri) => {
    const host = open({ memoryBytes: 128 * 1_048_576 });
    const failure = load(host, uri);
    await expect(failure).rejects.toMatchObject({ hint: expect.stringContaining("ingest.memoryMegabytes") });
    await expect(failure).rejects.toThrow(LoaderLimitError);
    await expect(failure).rejects.toThrow("128 MiB");
    expect((await load(host, "echo", "next")).text).toBe("next");
  });

  it("gives a file more time for each page that OCR reads, up to a limit", async () => {
    const host = open({ timeoutMs: 3_000, ocrPageMs: 125 });
    await expect(load(host, "pages-then-loop")).rejects.toThrow("longer than 3.25 s");
    expect((await load(host, "echo", "next")).text).toBe("next");
  });

  it.each([
    ["exit", "exit code 3"],
    ["throw-odd", "exit code"],
    ["reject-odd", "exit code"],
  ])("rejects only the file whose loader ends the child by %s", async (uri, reason) => {
    const host = open();
    const outcomes = await Promise.allSettled([load(host, "echo", "a"), load(host, uri), load(host, "echo", "b")]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    const failure = outcomes[1]?.status === "rejected" ? outcomes[1].reason : undefined;
    expect(failure).toBeInstanceOf(LoadFailedError);
    expect(failure.message).toContain(reason);
  });

  it("passes on the loader's own error with its code and hint", async () => {
    const failure = load(open(), "encrypted");
    await expect(failure).rejects.toThrow(EncryptedDocumentError);
    await expect(failure).rejects.toMatchObject({ message: "It needs a password.", hint: "Remove it." });
  });

  it.each([
    "nonsense",
    "odd-elements",
    "wild-span",
    "overlapping-spans",
    "odd-locations",
    "half-a-number",
    "missing-bytes",
    "too-many-bytes",
    "too-many-arrays",
    "nameless-member",
    "no-object",
  ])("rejects a reply with %s", async (uri) => {
    await expect(load(open(), uri)).rejects.toThrow("not a document");
  });

  it("kills the running load when it is aborted, and rejects with the signal's reason", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lydian-loader-"));
    try {
      const host = open();
      const note = join(folder, "pid");
      const abort = new AbortController();
      const loading = load(host, "note-pid-then-loop", note, abort.signal);
      const failure = expect(loading).rejects.toThrow("enough");
      await vi.waitUntil(() => existsSync(note) && readFileSync(note, "utf8") !== "", { timeout: 10_000 });
      abort.abort(new Error("enough"));
      await failure;
      const pid = Number(readFileSync(note, "utf8"));
      await vi.waitUntil(() => !isAlive(pid), { timeout: 10_000 });
      expect((await load(host, "echo", "next")).text).toBe("next");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("skips a file that is aborted while it waits, and reads the others", async () => {
    const host = open();
    const abort = new AbortController();
    const first = load(host, "echo", "first");
    const second = load(host, "echo", "second", abort.signal);
    const third = load(host, "echo", "third");
    abort.abort(new Error("no longer wanted"));
    await expect(second).rejects.toThrow("no longer wanted");
    expect([(await first).text, (await third).text]).toEqual(["first", "third"]);
  });

  it("reads files in parallel in the chosen number of processes", async () => {
    const host = open({ processes: 2 });
    const pids = await Promise.all([load(host, "pid"), load(host, "pid")]);
    expect(new Set(pids.map(({ text }) => text)).size).toBe(2);
  });

  it("ends its children when it is closed, and rejects running and later loads", async () => {
    const host = open();
    const pid = Number((await load(host, "pid")).text);
    const running = expect(load(host, "loop")).rejects.toThrow("closed");
    await host.close();
    await running;
    await vi.waitUntil(() => !isAlive(pid), { timeout: 10_000 });
    await expect(load(host, "echo")).rejects.toThrow("closed");
  });

  it("fails with its error code if the program cannot be started", async () => {
    const host = open({ entry: new URL("./fixtures/no-such-file.mjs", import.meta.url) });
    await expect(load(host, "echo")).rejects.toThrow(LoadFailedError);
  });

  it.each([{ processes: 0 }, { timeoutMs: 0 }, { memoryBytes: 1 }])("rejects limits out of bounds: %o", (options) => {
    expect(() => open(options)).toThrow(InvalidArgumentError);
  });
});
