import { writeFileSync } from "node:fs";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { openLydian } from "lydian";
import { expect, it, onTestFinished } from "vitest";
import { startChatServer } from "../fixtures/start-chat-server.ts";
import { type LydianServer, startLydianServer } from "../fixtures/start-lydian-server.ts";
import { temporaryFolder } from "../run-lydian.ts";

/** Number of questions that the server answers at once. */
const RUNNING = 16;
const question = "What does a lost key cost?";

/** Starts a server with a language model that never finishes an answer. Only one question may wait. */
async function startHanging() {
  const folder = temporaryFolder();
  const model = await startChatServer();
  model.reply({ pieces: ["A lost key"], hangs: true });
  const lydian = await openLydian({ store: folder.path });
  await lydian.add([{ uri: "memo:keys", title: "Keys", content: "# Keys\n\nA lost key costs €15." }]);
  await lydian.close();
  const settings = {
    answer: { model: `openai-compatible:${model.url}#m`, threshold: 0 },
    rerank: { budgetMs: 600_000 },
    server: { maxWaitingQuestions: 1 },
  };
  writeFileSync(`${folder.path}/settings.yaml`, JSON.stringify(settings));
  const server = await startLydianServer({ store: folder.path });
  onTestFinished(async () => {
    await server.stop("SIGKILL");
    await model.close();
    folder.remove();
  });
  return { server, model };
}

async function waiting(server: LydianServer): Promise<string | undefined> {
  const text = await (await server.fetch("GET", "/metrics")).text();
  return /^lydian_queue_waiting\{queue="questions"\} (\d+)$/m.exec(text)?.[1];
}

/** Calls a tool through MCP, and returns its result. */
async function callTool(server: LydianServer, name: string, given: Readonly<Record<string, string>>) {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(new URL("/mcp", server.url)));
  try {
    return await client.callTool({ name, arguments: given });
  } finally {
    await client.close();
  }
}

it("lets questions of every API wait in one queue, which a caller that goes away leaves", async () => {
  const { server, model } = await startHanging();
  const json = { model: "default", messages: [{ role: "user", content: question }] };
  const running = Array.from({ length: RUNNING }, () => new AbortController());
  const calls = running.map(({ signal }) =>
    // They end only when their callers leave.
    server.fetch("POST", "/v1/chat/completions", { json, signal }).catch(() => undefined),
  );
  while (model.open() < RUNNING) await model.asked();
  expect(await waiting(server)).toBe("0");

  const gone = new AbortController();
  const headers = { accept: "text/event-stream" };
  const ask = "/api/v1/collections/default/ask";
  const stream = await server.fetch("POST", ask, { json: { question }, headers, signal: gone.signal });
  expect(stream.status).toBe(200);
  expect(await waiting(server)).toBe("1");

  const refused = await server.fetch("POST", ask, { json: { question } });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: "too-many-requests" });
  expect((await server.call("POST", "/v1/responses", { json: { model: "default", input: question } })).status).toBe(
    429,
  );
  for (const [name, given] of [
    ["ask", { question }],
    ["check_claim", { claim: "A lost key costs €15." }],
  ] as const)
    expect(await callTool(server, name, given)).toMatchObject({
      isError: true,
      content: [{ text: expect.stringMatching(/Retry after \d+ s.*too-many-requests/) }],
    });
  expect((await server.call("POST", "/api/v1/collections/default/summaries", { json: {} })).status).toBe(429);
  // Other calls do not wait for questions.
  expect((await server.call("GET", "/healthz")).status).toBe(200);

  gone.abort();
  while ((await waiting(server)) !== "0");
  const next = await server.fetch("POST", ask, { json: { question }, headers });
  expect(next.status).toBe(200);
  const asked = model.asked();
  running[0]?.abort();
  await asked;
  await next.body?.cancel();
  for (const caller of running) caller.abort();
  await Promise.all(calls);
});
