import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { formOf, type LydianServer, startLydianServer } from "../fixtures/start-lydian-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

type Headers = Readonly<Record<string, string>>;

const collection = "/api/v1/collections/default";
const answerSchema = z.object({ id: z.string() });
const conversationsSchema = z.object({ conversations: z.array(z.object({ id: z.string(), name: z.string() })) });
/** Response beyond a quota. */
const full = { status: 429, body: { code: "quota-exceeded" } };

let folder: ReturnType<typeof temporaryFolder>;
let server: LydianServer;

const run = async (...parameters: readonly string[]) => {
  const { stdout } = await runLydian([...parameters, "--json", "--store", folder.path], { cwd: folder.path });
  return stdout;
};
const keyFor = async (name: string, permission: string): Promise<Headers> => {
  const { token } = JSON.parse(await run("keys", "add", name, "--permission", permission));
  return { authorization: `Bearer ${token}` };
};
const ask = (headers: Headers, more: object = {}) => {
  const json = { question: "What does a lost key cost?", mode: "lexical", rerank: false, ...more };
  return server.call("POST", `${collection}/ask`, { json, headers });
};
const askForId = async (headers: Headers, more: object = {}) => answerSchema.parse((await ask(headers, more)).body).id;
const rate = (headers: Headers, answerId: string) =>
  server.call("POST", `${collection}/feedback`, { json: { answerId, rating: "up" }, headers });
const remove = async (headers: Headers, path: string) =>
  (await server.call("DELETE", `/api/v1/${path}`, { headers })).status;

beforeAll(async () => {
  folder = temporaryFolder();
  writeFileSync(join(folder.path, "keys.md"), "# Keys\n\nA lost key costs €15. Ask at the front desk.\n");
  await run("add", join(folder.path, "keys.md"), "--no-embed");
  server = await startLydianServer({ store: folder.path, env: { LYDIAN_SERVER_MAX_KEPT_PER_KEY: "2" } });
});
afterAll(async () => {
  await server.stop("SIGTERM");
  folder.remove();
});

describe("the quota of a key", () => {
  it("bounds its saved answers, which it may remove again, and no others", async () => {
    const [reader, other, writer] = [
      await keyFor("reader", "read"),
      await keyFor("other", "read"),
      await keyFor("writer", "write"),
    ];
    const [first, second] = [await askForId(reader, { save: true }), await askForId(reader, { save: true })];
    expect(await ask(reader, { save: true })).toMatchObject(full);
    const summary = await server.call("POST", `${collection}/summaries`, { json: { save: true }, headers: reader });
    expect(summary).toMatchObject(full);
    expect((await ask(reader)).status).toBe(200);
    const others = await askForId(other, { save: true });

    expect(await remove(reader, `answers/${others}`)).toBe(403);
    expect(await remove(reader, `answers/${first}`)).toBe(200);
    expect(await remove(reader, `answers/${first}`)).toBe(404);
    expect((await ask(reader, { save: true })).status).toBe(200);
    expect(await remove(writer, `answers/${second}`)).toBe(200);
    expect((await server.call("GET", `/api/v1/answers/${others}`, { headers: other })).status).toBe(200);
  });

  it("bounds its conversations and their questions, and shows and removes only its own", async () => {
    const [reader, other] = [await keyFor("reader", "read"), await keyFor("other", "read")];
    for (const conversation of ["one", "two"]) expect((await ask(reader, { conversation })).status).toBe(200);
    expect(await ask(reader, { conversation: "three" })).toMatchObject(full);
    expect((await ask(other, { conversation: "three" })).status).toBe(200);

    const list = async (headers: Headers) =>
      conversationsSchema.parse((await server.call("GET", "/api/v1/conversations", { headers })).body).conversations;
    const own = await list(reader);
    expect(own.map(({ name }) => name)).toEqual(["two", "one"]);
    expect(await remove(other, `conversations/${own[0]?.id}`)).toBe(404);
    expect(await remove(reader, `conversations/${own[0]?.id}`)).toBe(200);
    for (let turn = 2; turn <= 20; turn += 1) expect((await ask(reader, { conversation: "one" })).status).toBe(200);
    expect(await ask(reader, { conversation: "one" })).toMatchObject(full);
  });

  it("bounds its ratings, only of answers that it got or may read", async () => {
    const [reader, other] = [await keyFor("reader", "read"), await keyFor("other", "read")];
    const answer = await askForId(reader);
    expect((await rate(reader, answer)).status).toBe(200);
    expect(await rate(other, answer)).toMatchObject({ status: 404, body: { code: "answer-not-found" } });
    expect((await rate(reader, "answer_that_never_was")).status).toBe(404);
    const saved = await askForId(other, { save: true });
    expect((await rate(reader, saved)).status).toBe(200);
    for (let count = 3; count <= 20; count += 1) expect((await rate(reader, await askForId(reader))).status).toBe(200);
    expect(await rate(reader, await askForId(reader))).toMatchObject(full);
    expect((await rate(reader, answer)).status).toBe(200);
  });

  it("bounds its calls with an `Idempotency-Key`", async () => {
    const writer = await keyFor("writer", "write");
    const send = (key: string) =>
      server.call("POST", `${collection}/documents`, {
        form: formOf([{ name: `note-${key}.md`, text: `# Note\n\nA note of ${key}.\n` }]),
        headers: { ...writer, "idempotency-key": key },
      });
    for (let key = 1; key <= 20; key += 1) expect((await send(`k${key}`)).status).toBe(202);
    expect(await send("k21")).toMatchObject(full);
    expect((await send("k20")).status).toBe(202);
  });

  it("does not bind the user of the machine", async () => {
    for (let count = 1; count <= 3; count += 1) expect((await ask({}, { save: true })).status).toBe(200);
  });
});
