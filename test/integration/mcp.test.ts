import { spawn } from "node:child_process";
import { once } from "node:events";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { openLydianServer } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { cleanEnvironment, command, temporaryFolder } from "../run-lydian.ts";
import { type RunningLydian, startServer } from "../start-server.ts";

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningLydian;
let tokens: { readonly reader: string; readonly writer: string; readonly board: string };
const opened: Client[] = [];
const store = () => `${folder.path}/store`;
const lines = Array.from({ length: 60 }, (_, index) => `Line ${index} of the long list.`).join("\n");

beforeAll(async () => {
  folder = temporaryFolder();
  const withKeys = await openLydianServer({ store: store() });
  const { lydian } = withKeys;
  await lydian.add([
    { uri: "memo:keys", title: "Keys", content: "# Keys\n\nA lost key costs €15. The front desk replaces it." },
    { uri: "memo:long", title: "Long", content: lines },
  ]);
  await lydian.add([{ uri: "memo:board", content: "The secret project is called Heron." }], {
    accessLabels: ["board"],
  });
  const none = { kind: "labels", labels: ["nobody"] } as const;
  tokens = {
    reader: (await withKeys.addKey({ name: "reader", scope: none })).token,
    writer: (await withKeys.addKey({ name: "writer", permission: "write", scope: none })).token,
    board: (await withKeys.addKey({ name: "board", scope: { kind: "labels", labels: ["board"] } })).token,
  };
  await lydian.close();
  server = await startServer(folder.path, ["--store", store()]);
});
afterAll(async () => {
  for (const client of opened) await client.close();
  await server?.stop();
  folder.remove();
});

async function connect(transport: StdioClientTransport | StreamableHTTPClientTransport): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  opened.push(client);
  return client;
}

const overStdio = (...args: string[]) =>
  connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [command, "mcp", "--store", store(), ...args],
      env: cleanEnvironment(folder.path),
      cwd: folder.path,
      stderr: "ignore",
    }),
  );
const overHttp = (token?: string) =>
  connect(
    new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), {
      requestInit: { headers: token === undefined ? {} : { Authorization: `Bearer ${token}` } },
    }),
  );

const result = z.object({
  isError: z.boolean().optional(),
  content: z.array(z.object({ type: z.string(), text: z.string() })),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
});
/** Returns the structured result of a tool, which the client has checked against the tool's schema. */
async function call(client: Client, name: string, args: Record<string, unknown>) {
  const {
    isError = false,
    content,
    structuredContent = {},
  } = result.parse(await client.callTool({ name, arguments: args }));
  return { isError, text: content[0]?.text ?? "", value: structuredContent };
}
const reading = ["ask", "check_claim", "check_text", "list_documents", "read_document", "search"];

describe.each([
  ["standard input and output", () => overStdio()],
  ["streamable HTTP", () => overHttp(tokens.reader)],
])("an agent over %s", (_, open) => {
  let client: Client;
  beforeAll(async () => {
    client = await open();
  });

  it("sees the tools that read, and none that writes", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual(reading);
    for (const { annotations, outputSchema, description } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false });
      expect(outputSchema?.type).toBe("object");
      expect(description).not.toBe("");
    }
    expect(client.getServerVersion()).toMatchObject({ name: "lydian" });
    expect((await call(client, "add_document", { name: "x", text: "y" })).isError).toBe(true);
  });

  it("gets an answer with its sources and quotes, or why there is none", async () => {
    const { text, value } = await call(client, "ask", { question: "What does a lost key cost?" });
    expect(text).toContain("A lost key costs €15. [1]");
    expect(value).toMatchObject({
      status: "grounded",
      answer: "A lost key costs €15.",
      claims: [{ verdict: "supported", sources: [1] }],
      sources: [{ number: 1, title: "Keys", quotes: [{ quote: "A lost key costs €15." }] }],
    });
    const none = await call(client, "ask", { question: "What is the salary of the director?" });
    expect([none.isError, none.value.status]).toEqual([false, "abstained"]);
  });

  it("finds passages, and reads their document page by page", async () => {
    const { value } = await call(client, "search", { query: "lost key", limit: 1 });
    expect(value).toMatchObject({ hits: [{ title: "Keys", span: { start: 0 } }] });
    const excluding = await call(client, "search", { query: "title:keys -costs" });
    expect(excluding.value).toMatchObject({ hits: [], warnings: [{ code: "conditions-unmet" }] });
    let read = "";
    let offset: unknown = 0;
    while (offset !== undefined) {
      const page = await call(client, "read_document", { document: "memo:long", offset, length: 500 });
      expect(page.text.length).toBeLessThanOrEqual(500);
      read += page.text;
      offset = page.value.nextOffset;
    }
    expect(read.trim()).toBe(lines);
    const missing = await call(client, "read_document", { document: "memo:none" });
    expect([missing.isError, missing.text]).toEqual([true, expect.stringContaining("document-not-found")]);
  });

  it("lists the documents page by page", async () => {
    const first = await call(client, "list_documents", { limit: 1 });
    const next = await call(client, "list_documents", { limit: 1, cursor: first.value.nextCursor });
    expect([first.value, next.value]).toMatchObject([{ documents: [{}] }, { documents: [{}] }]);
    expect(first.value.documents).not.toEqual(next.value.documents);
  });

  it("can check its own claims", async () => {
    const wrong = await call(client, "check_claim", { claim: "A lost key costs €25." });
    expect(wrong.value).toMatchObject({ verdict: "contradicted" });
    expect(z.array(z.unknown()).parse(wrong.value.evidence)[0]).toMatchObject({
      title: "Keys",
      verdict: "contradicted",
      quotes: [{ quote: "A lost key costs €15." }],
    });
    expect((await call(client, "check_claim", { claim: "A lost key costs €15." })).value.verdict).toBe("supported");
    expect((await call(client, "check_claim", { claim: "The moon is round." })).value.verdict).toBe(
      "not-enough-evidence",
    );
  });

  it("filters by path like the HTTP API, and learns which fields there are", async () => {
    const path = "/api/v1/collections/default/documents?where=";
    for (const [where, expected] of [
      ['path ~ "memo:k"', { documents: [{ title: "Keys" }], warnings: [] }],
      [
        "team = 1",
        { documents: [], warnings: [{ message: expect.stringMatching(/path, uri, title, .*language\.$/) }] },
      ],
    ] as const) {
      expect((await call(client, "list_documents", { where })).value).toMatchObject(expected);
      const headers = { Authorization: `Bearer ${tokens.reader}` };
      const response = await fetch(`${server.url}${path}${encodeURIComponent(where)}`, { headers });
      expect(await response.json()).toMatchObject(expected);
    }
  });

  it("gets an error that says what is wrong with its request", async () => {
    expect((await call(client, "search", { query: "x", where: "year >" })).text).toContain("invalid-filter");
    expect((await call(client, "search", { limit: 5 })).isError).toBe(true);
    expect((await call(client, "search", { query: "x", collection: "none" })).text).toContain("collection-not-found");
  });

  it("sees documents as resources, and profiles as prompts", async () => {
    const { resources } = await client.listResources();
    const keys = resources.find(({ name }) => name === "Keys");
    const { contents } = await client.readResource({ uri: keys?.uri ?? "" });
    expect(contents).toMatchObject([
      { mimeType: "text/plain", text: expect.stringContaining("A lost key costs €15.") },
    ]);
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toContain("answer-brief");
    const asked = { name: "answer-brief", arguments: { question: "What does a lost key cost?" } };
    const { messages } = await client.getPrompt(asked);
    expect(JSON.stringify(messages)).toMatch(/at most 2 sentences.*A lost key costs €15/s);
  });
});

describe("an agent with a key", () => {
  it("sees only what its key may read", async () => {
    const question = { question: "What is the secret project called?" };
    expect((await call(await overHttp(tokens.reader), "ask", question)).text).not.toContain("Heron");
    expect((await call(await overHttp(tokens.board), "ask", question)).text).toContain("Heron");
    expect(JSON.stringify(await (await overHttp(tokens.reader)).listResources())).not.toContain("board");
    await expect(overHttp("lyd_wrong")).rejects.toThrow(/401|key/);
  });

  it("adds documents that only callers with its labels find, if its key may write", async () => {
    const writer = await overHttp(tokens.writer);
    expect((await writer.listTools()).tools.map(({ name }) => name)).toContain("add_document");
    const document = { name: "badge.md", text: "A lost badge costs 8 euros." };
    const added = await call(writer, "add_document", document);
    expect(added.value).toMatchObject({ outcome: "added", chunks: 1 });
    expect((await call(writer, "add_document", document)).value.outcome).toBe("skipped");
    expect((await call(writer, "ask", { question: "What does a lost badge cost?" })).text).toContain("8 euros");
    const board = await call(await overHttp(tokens.board), "ask", { question: "What does a lost badge cost?" });
    expect(board.text).not.toContain("8 euros");
  });
});

describe("lydian mcp", () => {
  it("offers the tool that writes on request", async () => {
    const client = await overStdio("--write");
    const added = await call(client, "add_document", { name: "pens.md", text: "A pen costs 2 euros.", title: "Pens" });
    expect(added.value.outcome).toBe("added");
    expect((await call(client, "ask", { question: "What does a pen cost?" })).text).toContain("Pens");
  });

  const start = () =>
    spawn(process.execPath, [command, "mcp", "--store", store()], {
      env: cleanEnvironment(folder.path),
      cwd: folder.path,
    });
  const greeting = [
    {
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "t", version: "1" } },
    },
    { jsonrpc: "2.0", method: "notifications/initialized" },
  ].map((message) => JSON.stringify(message));
  const callOf = (id: number, name: string, args: unknown) =>
    JSON.stringify({ jsonrpc: "2.0", id, method: "tools/call", params: { name, arguments: args } });
  const answer = z.object({
    jsonrpc: z.literal("2.0"),
    id: z.int(),
    result: z.object({ isError: z.boolean().optional() }),
  });

  /** Sends lines and ends the input. Returns what was written, once the program has ended. */
  async function answersTo(lines: readonly string[]) {
    const child = start();
    const out: Buffer[] = [];
    child.stdout.on("data", (data: Buffer) => void out.push(data));
    child.stdin.end([...greeting, ...lines].map((line) => `${line}\n`).join(""));
    expect(await once(child, "close")).toEqual([0, null]);
    const written = Buffer.concat(out).toString().trim().split("\n");
    return written.map((line) => answer.parse(JSON.parse(line)));
  }

  it("answers requests that came before its input ended, writes nothing but the protocol, and stops with Ctrl-C", async () => {
    const answers = await answersTo([callOf(2, "ask", { question: "What does a lost key cost?" })]);
    expect(answers.map(({ id }) => id)).toEqual([1, 2]);
    const other = start();
    await once(other.stderr, "data");
    other.kill("SIGINT");
    expect(await once(other, "close")).toEqual([0, null]);
  });

  it("refuses a message of 10 MB, skips one that is not JSON, and answers the next", async () => {
    const large = "x".repeat(10_000_000);
    const answers = await answersTo([
      callOf(2, "search", { query: large }),
      large,
      callOf(3, "search", { query: "key" }),
    ]);
    expect(answers.map(({ id, result }) => [id, result.isError === true])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
  });
});
