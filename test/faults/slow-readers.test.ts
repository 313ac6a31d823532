import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { openLydianServer } from "lydian";
import { expect, it, onTestFinished, vi } from "vitest";
import { type LydianServer, startLydianServer } from "../fixtures/start-lydian-server.ts";
import { repeats } from "./repeats.ts";
import { useTemporaryFolders } from "./temporary-folder.ts";

const MEGABYTE = 1 << 20;
const ORIGINAL_BYTES = 30 * MEGABYTE;
/** Half of the readers download an original, the others ask a question and receive its events. */
const READERS = repeats({ short: 40, long: 200, variable: "LYDIAN_SLOW_READERS" });
const DOWNLOADS = READERS / 2;
/** Maximum growth of memory. All originals at once would be twice as large at least. */
const MAX_GROWTH_BYTES = 300 * MEGABYTE;
const collection = "/api/v1/collections/default";
const newFolder = useTemporaryFolders();

/** Starts a server with a large original, on which a key may run as many calls as there are downloads. */
async function start() {
  const store = newFolder();
  const opened = await openLydianServer({ store });
  const comment = "x".repeat(ORIGINAL_BYTES);
  const content = `<html><body><p>The door seal costs 240 euros.</p><!-- ${comment} --></body></html>`;
  await opened.lydian.add([{ uri: "memo:seal.html", content }]);
  const [document] = await opened.lydian.list();
  const tokens = [];
  for (const name of ["downloads", "events", "other"]) tokens.push((await opened.addKey({ name })).token);
  await opened.close();
  const env = {
    LYDIAN_SERVER_REQUIRE_KEY: "true",
    LYDIAN_SERVER_CONCURRENT_REQUESTS: `${DOWNLOADS}`,
    LYDIAN_SERVER_REQUESTS_PER_MINUTE: "100000",
  };
  const server = await startLydianServer({ store, env });
  onTestFinished(async () => void (await server.stop("SIGKILL")));
  const [downloads = "", events = "", other = ""] = tokens;
  return { server, id: document?.id ?? "", downloads, events, other };
}

/** Sends a request, and then receives a byte now and then, or nothing more. */
async function readSlowly(url: string, request: readonly string[], readsBytes: boolean): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port: Number(new URL(url).port) });
  socket.on("error", () => undefined);
  socket.write(request.join("\r\n"));
  await once(socket, "readable");
  expect(String(socket.read(12))).toBe("HTTP/1.1 200");
  const reading = setInterval(() => readsBytes && socket.read(1), 20);
  socket.once("close", () => clearInterval(reading));
  return socket;
}

async function residentBytes(server: LydianServer, headers: Readonly<Record<string, string>>): Promise<number> {
  const text = await (await server.fetch("GET", "/metrics", { headers })).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
}

it("serves others beside slow readers, holds little for each, and frees their places when they leave", async () => {
  const { server, id, downloads, events, other } = await start();
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const headers = bearer(other);
  const search = () =>
    server.call("POST", `${collection}/search`, { headers, json: { query: "door seal", mode: "lexical" } });
  const original = `${collection}/documents/${id}/original`;
  expect((await search()).status).toBe(200);
  expect((await (await server.fetch("GET", original, { headers })).arrayBuffer()).byteLength).toBeGreaterThan(
    ORIGINAL_BYTES,
  );
  const beforeBytes = await residentBytes(server, headers);

  const body = JSON.stringify({ question: "What does the door seal cost?", mode: "lexical", rerank: false });
  const head = (token: string) => ["Host: 127.0.0.1", `Authorization: Bearer ${token}`];
  const download = [`GET ${original} HTTP/1.1`, ...head(downloads), "", ""];
  const ask = [
    `POST ${collection}/ask HTTP/1.1`,
    ...head(events),
    "Accept: text/event-stream",
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    "",
    body,
  ];
  const readers = await Promise.all(
    Array.from({ length: READERS }, (_, number) =>
      readSlowly(server.url, number < DOWNLOADS ? download : ask, number % 2 === 0),
    ),
  );
  const isFree = async () =>
    (await server.fetch("GET", "/api/v1/about", { headers: bearer(downloads) })).status === 200;
  expect(await isFree()).toBe(false);
  for (let call = 0; call < 20; call++) {
    expect((await search()).status).toBe(200);
    expect((await server.call("GET", "/healthz")).status).toBe(200);
  }
  expect((await residentBytes(server, headers)) - beforeBytes).toBeLessThan(MAX_GROWTH_BYTES);

  for (const reader of readers) reader.destroy();
  await vi.waitUntil(isFree, { timeout: 60_000 });
  expect(await server.stop("SIGTERM")).toBe(0);
});
