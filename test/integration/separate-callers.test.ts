import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { formOf, type LydianServer, startLydianServer } from "../fixtures/start-lydian-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

type Headers = Readonly<Record<string, string>>;

const firstQuestion = "How much is the severance of Ottoline Abernathy?";
/** Words of the first conversation: of its question, its answer and its document. */
const confidential = /ottoline|abernathy|severance|93,000|3 june/i;
const followUps = ["And when is it paid?", "Why?", "Who is she?", "And in 2027?", "How much is it?", "What about her?"];
const jobSchema = z.object({ id: z.string() });
const answerSchema = z.object({ id: z.string(), searchedAs: z.string().optional() });

let folder: ReturnType<typeof temporaryFolder>;
let server: LydianServer;
let hr: Headers;
let otherHr: Headers;
let eng: Headers;
let both: Headers;
let savedId = "";

const pathOf = (collection: string, rest: string) => `/api/v1/collections/${collection}/${rest}`;

async function ask(headers: Headers, collection: string, question: string, more: object = {}) {
  const json = { question, conversation: "work", mode: "lexical", rerank: false, ...more };
  const { status, body } = await server.call("POST", pathOf(collection, "ask"), { json, headers });
  expect(status).toBe(200);
  return { ...answerSchema.parse(body), text: JSON.stringify(body) };
}

beforeAll(async () => {
  folder = temporaryFolder();
  const run = async (...parameters: readonly string[]) => {
    const { stdout } = await runLydian([...parameters, "--json", "--store", folder.path], { cwd: folder.path });
    return stdout;
  };
  const addDocument = async (collection: string, text: string) => {
    const path = join(folder.path, "documents", collection);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, "document.md"), text);
    await run("add", path, "--collection", collection, "--no-embed");
  };
  await addDocument("hr", "The severance of Ottoline Abernathy is €93,000. It is paid on 3 June.\n");
  await addDocument("eng", "The build takes 12 minutes. It is paid by the release team every month.\n");
  const keyFor = async (name: string, ...collections: readonly string[]) => {
    const only = collections.flatMap((collection) => ["--only", collection]);
    const { token } = JSON.parse(await run("keys", "add", name, "--permission", "admin", ...only));
    return { authorization: `Bearer ${token}` };
  };
  hr = await keyFor("hr", "hr");
  otherHr = await keyFor("other", "hr");
  eng = await keyFor("eng", "eng");
  both = await keyFor("both", "hr", "eng");
  server = await startLydianServer({ store: folder.path });
  for (const caller of [hr, both]) savedId = (await ask(caller, "hr", firstQuestion, { save: true })).id;
});
afterAll(async () => {
  await server.stop("SIGTERM");
  folder.remove();
});

describe("a conversation of one name", () => {
  it("is continued by its own caller in its own collection", async () => {
    expect((await ask(both, "hr", "And when is it paid?")).searchedAs).toMatch(/severance of Ottoline Abernathy/);
  });

  it.each(followUps)("is not continued by another caller or in another collection: %s", async (question) => {
    const strangers = [
      { headers: eng, collection: "eng" },
      { headers: both, collection: "eng" },
      { headers: {}, collection: "eng" },
      { headers: otherHr, collection: "hr" },
    ];
    const conversation = `work ${followUps.indexOf(question)}`;
    for (const owner of [hr, both, {}]) await ask(owner, "hr", firstQuestion, { conversation });
    for (const { headers, collection } of strangers) {
      const { searchedAs, text } = await ask(headers, collection, question, { conversation });
      expect(searchedAs).toBeUndefined();
      if (collection === "eng") expect(text).not.toMatch(confidential);
    }
  });
});

describe("what a caller leaves behind", () => {
  it("shows no saved answer to a key of another collection", async () => {
    const { status, body } = await server.call("GET", "/api/v1/answers", { headers: eng });
    expect([status, body]).toEqual([200, { answers: [] }]);
    for (const rest of ["", "/check", "/replay", "/proof"]) {
      const method = rest === "/check" || rest === "/replay" ? "POST" : "GET";
      const call = await server.call(method, `/api/v1/answers/${savedId}${rest}`, { headers: eng });
      expect([rest, call.status]).toEqual([rest, 404]);
    }
    expect((await server.call("DELETE", `/api/v1/answers/${savedId}`, { headers: eng })).status).toBe(404);
    expect((await server.call("GET", `/api/v1/answers/${savedId}`, { headers: otherHr })).status).toBe(200);
  });

  it("shows no feedback to a key of another collection, and lets no key replace that of another", async () => {
    const give = (headers: Headers, collection: string, reason: string) =>
      server.call("POST", pathOf(collection, "feedback"), {
        json: { answerId: savedId, rating: "down", reason },
        headers,
      });
    expect((await give(hr, "hr", "The severance is higher.")).status).toBe(200);
    expect((await give(eng, "eng", "Seen by engineers.")).status).toBe(404);
    const read = (headers: Headers, collection: string) =>
      server.call("GET", pathOf(collection, "feedback"), { headers });
    expect(JSON.stringify((await read(eng, "eng")).body)).not.toMatch(confidential);
    expect(JSON.stringify((await read(otherHr, "hr")).body)).toMatch(/The severance is higher/);
    expect((await read(eng, "hr")).status).toBe(404);
  });

  it("repeats no response for the same Idempotency-Key of another caller", async () => {
    const send = (headers: Headers, collection: string) =>
      server.fetch("POST", pathOf(collection, "documents"), {
        form: formOf([{ name: `${collection}.md`, text: `# Note\n\nA note of ${collection}.\n` }]),
        headers: { ...headers, "idempotency-key": "the-same" },
      });
    const responses = [await send(hr, "hr"), await send(otherHr, "hr"), await send(eng, "eng")];
    expect(responses.map(({ status, headers }) => [status, headers.get("idempotent-replayed")])).toEqual([
      [202, null],
      [202, null],
      [202, null],
    ]);
    const jobs = await Promise.all(responses.map(async (response) => jobSchema.parse(await response.json()).id));
    expect(new Set(jobs).size).toBe(3);
    expect((await server.call("GET", `/api/v1/jobs/${jobs[0]}`, { headers: eng })).status).toBe(404);
  });

  it("suggests no example question about another collection", async () => {
    expect((await server.call("GET", pathOf("hr", "examples"), { headers: hr })).status).toBe(200);
    const { status, body } = await server.call("GET", pathOf("eng", "examples"), { headers: eng });
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(confidential);
    expect((await server.call("GET", pathOf("hr", "examples"), { headers: eng })).status).toBe(404);
  });
});
