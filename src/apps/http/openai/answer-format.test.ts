import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAX_JSON_DEPTH } from "../../../core/index.ts";
import { emptyStatus } from "../fixtures/empty-status.ts";
import { serverOf } from "../fixtures/server-of.ts";
import { type RunningServer, startServer } from "../start-server.ts";

let server: RunningServer;

beforeAll(async () => {
  const { app } = serverOf({
    status: async () => emptyStatus,
    models: async () => [],
  });
  server = await startServer(app, { host: "127.0.0.1", port: 0, timeoutMs: 60_000 });
});
afterAll(() => server.stop(0));

/** Returns a short schema of anything in lists, which is deep enough for the maximum size of a body. */
const nestedItems = (depth: number) => `${'{"items":'.repeat(depth)}{}${"}".repeat(depth)}`;
/** Returns a valid schema of strings in lists. */
const validSchema = (depth: number) =>
  `${'{"type":"array","items":'.repeat(depth)}{"type":"string"}${"}".repeat(depth)}`;
const nestedList = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

const calls: readonly (readonly [string, (schema: string) => string])[] = [
  [
    "/v1/chat/completions",
    (schema) =>
      `{"model":"default","messages":[{"role":"user","content":"x"}],"response_format":{"type":"json_schema","json_schema":{"schema":${schema}}}}`,
  ],
  [
    "/v1/responses",
    (schema) => `{"model":"default","input":"x","text":{"format":{"type":"json_schema","schema":${schema}}}}`,
  ],
];

async function send(path: string, body: string) {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${server.url}${path}`, { method: "POST", headers, body });
  return { status: response.status, text: await response.text() };
}

describe("the schema of an answer", () => {
  it.each(calls)("may not nest deeply at %s, not even 100,000 levels", async (path, bodyOf) => {
    for (const nested of [nestedItems, nestedList])
      for (const depth of [MAX_JSON_DEPTH, 1_000, 100_000]) {
        const { status, text } = await send(path, bodyOf(nested(depth)));
        expect([depth, status, JSON.parse(text)]).toMatchObject([depth, 400, { error: { code: "invalid-argument" } }]);
        expect(text).toContain(`nested deeper than ${MAX_JSON_DEPTH} levels`);
      }
  });

  it.each(calls)("is read at %s up to that depth", async (path, bodyOf) => {
    const { status, text } = await send(path, bodyOf(validSchema(MAX_JSON_DEPTH - 10)));
    expect([status, JSON.parse(text)]).toMatchObject([400, { error: { code: "invalid-argument" } }]);
    expect(text).toContain("needs a language model");
  });
});
