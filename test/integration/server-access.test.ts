import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followJob, type LydianServer, startLydianServer, upload } from "../fixtures/start-lydian-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const collection = "/api/v1/collections/default";
/** Words found only in the hidden document: in its text, title, name and labels. */
const secret = /zirconium|merger|board-minutes|board/i;
const hidden = {
  name: "board-minutes.md",
  text: "# Merger\n\nThe zirconium deal costs €900. The board meets on Monday.\n",
};
const open = { name: "keys.md", text: "# Keys\n\nA lost key costs €15. Ask at the front desk.\n" };

let folder: ReturnType<typeof temporaryFolder>;
let server: LydianServer;
let reader: Readonly<Record<string, string>>;
let board: Readonly<Record<string, string>>;
let elsewhere: Readonly<Record<string, string>>;
let hiddenId = "";
let hiddenAnswer = "";

beforeAll(async () => {
  folder = temporaryFolder();
  const headersOf = async (...parameters: readonly string[]) => {
    const { stdout } = await runLydian(["keys", "add", ...parameters, "--json", "--store", folder.path], {
      cwd: folder.path,
    });
    return { authorization: `Bearer ${JSON.parse(stdout).token}` };
  };
  reader = await headersOf("reader", "--permission", "admin", "--label", "staff");
  board = await headersOf("board", "--permission", "admin", "--label", "board");
  elsewhere = await headersOf("elsewhere", "--permission", "admin", "--only", "notes");
  const whole = await headersOf("whole", "--permission", "admin");
  server = await startLydianServer({ store: folder.path, env: { LYDIAN_SERVER_REQUIRE_KEY: "true" } });
  const job = await followJob(server, await upload(server, [hidden], board), board);
  hiddenId = String(job.outcomes[0]?.documentId);
  await followJob(server, await upload(server, [open], whole), whole);
  const sent = { json: { question: "What does the zirconium deal cost?", save: true }, headers: board };
  hiddenAnswer = JSON.parse(await (await server.fetch("POST", `${collection}/ask`, sent)).text()).id;
  await server.call("POST", `${collection}/feedback`, {
    json: { answerId: hiddenAnswer, rating: "down", reason: "The merger is off." },
    headers: board,
  });
  const verdict = { stage: "input", guard: "topics", version: "1", verdict: "fail", action: "block", score: 1 };
  const reported = await server.call("POST", `${collection}/guard-examples`, {
    json: { answerId: hiddenAnswer, ...verdict, types: [], text: "Is the merger off?" },
    headers: board,
  });
  expect(reported.status).toBe(200);
});
afterAll(async () => {
  await server.stop("SIGTERM");
  folder.remove();
});

/** All reading calls of the described API, each with its parameters or its body. */
async function everyCall(): Promise<
  readonly { readonly method: string; readonly path: string; readonly json?: unknown }[]
> {
  const { paths } = JSON.parse(await (await server.fetch("GET", "/api/openapi.json")).text());
  const filled = (path: string) =>
    path
      .replace("{collection}", "default")
      .replace("{document}", hiddenId)
      .replace("{answer}", hiddenAnswer)
      .replace("{review}", hiddenAnswer)
      .replace("{job}", `job_${"0".repeat(26)}`)
      .replace("{profile}", "default");
  const reads = Object.entries(paths).flatMap(([path, methods]) =>
    typeof methods === "object" && methods !== null && "get" in methods && !path.includes("{key}")
      ? [{ method: "GET", path: filled(path) }]
      : [],
  );
  const question = "What does the deal of the merger cost that the minutes speak of?";
  return [
    ...reads,
    { method: "GET", path: `${collection}/documents?where=${encodeURIComponent('title = "Merger"')}` },
    { method: "POST", path: `${collection}/search`, json: { query: "deal meets Monday" } },
    { method: "POST", path: `${collection}/search`, json: { query: "zirconum merge", mode: "lexical" } },
    { method: "POST", path: `${collection}/ask`, json: { question } },
    { method: "POST", path: `${collection}/ask`, json: { question: "Which documents speak of Monday?" } },
    { method: "POST", path: `${collection}/summaries`, json: {} },
    { method: "POST", path: `${collection}/summaries`, json: { documents: [hiddenId] } },
    { method: "POST", path: `${collection}/summaries`, json: { documents: ["upload://board/board-minutes.md"] } },
    { method: "POST", path: "/api/v1/guard", json: { text: question } },
    { method: "POST", path: `${collection}/explain`, json: { query: "deal", document: hiddenId } },
    { method: "POST", path: `/api/v1/answers/${hiddenAnswer}/check`, json: {} },
    { method: "DELETE", path: `${collection}/documents/${hiddenId}` },
    { method: "DELETE", path: `/api/v1/answers/${hiddenAnswer}` },
  ];
}

/** Returns a response without the caller's own words, since an answer repeats its question. */
function without(text: string, json: unknown): string {
  const sent = typeof json === "object" && json !== null ? Object.values(json).flat() : [];
  const words = sent.flatMap((value) => (typeof value === "string" ? [value, ...value.split(/\W+/)] : []));
  return words.filter((word) => word !== "").reduce((left, word) => left.replaceAll(word, ""), text);
}

describe("a document that a key may not read", () => {
  it("is visible with a key that may read it", async () => {
    const texts: string[] = [];
    for (const { method, path, json } of await everyCall())
      if (method !== "DELETE")
        texts.push(`${path}\n${await (await server.fetch(method, path, { json, headers: board })).text()}`);
    expect(texts.filter((text) => /zirconium|merger/i.test(text)).length).toBeGreaterThan(8);
  });

  it("is not found, counted, listed, suggested or explained by any call with another key", async () => {
    for (const { method, path, json } of await everyCall()) {
      const response = await server.fetch(method, path, { json, headers: reader });
      const text = without(await response.text(), json)
        .replaceAll(hiddenId, "")
        .replaceAll(hiddenAnswer, "");
      expect({ method, path, status: response.status, told: secret.exec(text)?.[0] }).toEqual({
        method,
        path,
        status: expect.toSatisfy((status: number) => status < 500),
        told: undefined,
      });
    }
    const counted = await server.call("GET", collection, { headers: reader });
    expect(counted.body).toMatchObject({ documents: 1 });
    expect((await server.call("GET", `${collection}/documents`, { headers: reader })).body).toMatchObject({ total: 1 });
    const map = await server.call("GET", `${collection}/map`, { headers: reader });
    expect(map.body).toMatchObject({ chunks: 1, chunksWithVectors: 1, documents: [{ title: "Keys" }] });
    const whole = await server.call("GET", `${collection}/map`, { headers: board });
    expect(whole.body).toMatchObject({ chunks: 2, chunksWithVectors: 2 });
    expect((await server.call("GET", `${collection}/documents/${hiddenId}`, { headers: board })).status).toBe(200);
  });

  it("is not replaced by a file of the same name from a caller who may not read it", async () => {
    const job = await followJob(
      server,
      await upload(server, [{ ...hidden, text: "# Lunch\n\nSoup.\n" }], reader),
      reader,
    );
    expect(job.outcomes).toMatchObject([{ outcome: "added" }]);
    const { body } = await server.call("GET", `${collection}/documents/${hiddenId}/text`, { headers: board });
    expect(body).toMatchObject({ text: expect.stringContaining("zirconium") });
    for (const json of [{ kind: "embed" }, { kind: "reindex" }, { kind: "sync" }])
      expect((await server.call("POST", `${collection}/jobs`, { json, headers: reader })).status).toBe(403);
  });

  it("gets exactly the response of a document that does not exist", async () => {
    const asked = async (id: string) => {
      const { status, body } = await server.call("GET", `${collection}/documents/${id}/text`, { headers: reader });
      return JSON.stringify({ status, body })
        .replaceAll(id, "ID")
        .replaceAll(/"requestId":"[^"]*"/g, "");
    };
    expect(await asked(hiddenId)).toBe(await asked(hiddenId.replace(/./g, "0")));
  });

  it("is not part of what an administrator of another collection learns about the store", async () => {
    const calls = [
      ...(await everyCall()).filter(({ path }) => !path.startsWith(collection)),
      { method: "POST", path: "/api/v1/health" },
      { method: "GET", path: "/metrics" },
      { method: "GET", path: "/api/v1/collections/notes/sources" },
      { method: "POST", path: "/api/v1/collections/notes/sources", json: { uri: folder.path } },
      { method: "POST", path: "/api/v1/collections/notes/jobs", json: { kind: "sync" } },
    ];
    for (const { method, path, json } of calls) {
      const response = await server.fetch(method, path, { json, headers: elsewhere });
      const text = without(await response.text(), json);
      const told = [secret, /format \d|"documents":[1-9]|lydian_documents/i].map((words) => words.exec(text)?.[0]);
      expect({ method, path, told, hasFolder: text.includes(folder.path) }).toEqual({
        method,
        path,
        told: [undefined, undefined],
        hasFolder: false,
      });
      expect(response.status).toBeLessThan(500);
    }
    for (const [method, path] of [
      ["POST", "/api/v1/health"],
      ["GET", "/api/v1/collections/notes/sources"],
    ] as const)
      expect((await server.call(method, path, { headers: elsewhere })).status).toBe(403);
  });

  it("is invisible with a key for another collection, and so is its collection", async () => {
    for (const { method, path, json } of await everyCall()) {
      if (!path.startsWith(collection)) continue;
      const { status, body } = await server.call(method, path, { json, headers: elsewhere });
      expect([path, status, body]).toMatchObject([path, 404, { code: "collection-not-found" }]);
    }
    expect((await server.call("GET", "/api/v1/collections", { headers: elsewhere })).body).toEqual({ collections: [] });
  });
});
