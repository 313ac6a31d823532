import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { afterEach, describe, expect, it } from "vitest";
import { type Caller, type DocumentSummary, everything } from "../../core/index.ts";
import type { Lydian } from "../../library/index.ts";
import { answerAgents } from "./answer-agents.ts";
import { createMcpServer } from "./create-mcp-server.ts";

const writer: Caller = { id: "k1", permission: "write", scope: everything };
const clients: Client[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});

const none: Partial<Lydian> = { profiles: async () => [] };
const lydianOf = (calls: Partial<Lydian>): Lydian => Object.assign(Object.create(null), none, calls);

async function connected(transport: StreamableHTTPClientTransport | InMemoryTransport): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  clients.push(client);
  return client;
}

/** Creates clients of one server over HTTP, without a network. */
function overHttp(calls: Partial<Lydian>, caller: Caller = writer) {
  const failures: unknown[] = [];
  const failed = (error: unknown) => void failures.push(error);
  const answer = answerAgents({ lydian: lydianOf(calls), version: "1.2.3", failed });
  let number = 0;
  const open = () => {
    const fetch = (url: string | URL, init: RequestInit = {}) => {
      number += 1;
      return answer(new Request(url, init), {
        caller,
        requestId: `request-${number}`,
        body: typeof init.body === "string" ? init.body : "",
      });
    };
    return connected(new StreamableHTTPClientTransport(new URL("http://localhost/mcp"), { fetch }));
  };
  return { open, failures };
}

/** Creates a client that uses streams, as over standard input and output, in one process. */
async function overStreams(calls: Partial<Lydian>, caller: Caller = writer): Promise<Client> {
  const [own, other] = InMemoryTransport.createLinkedPair();
  const parts = { lydian: lydianOf(calls), version: "1.2.3", caller, failed: () => undefined };
  await (await createMcpServer(parts)).connect(other);
  return connected(own);
}

const ways = [
  ["streams", overStreams],
  ["HTTP", (calls: Partial<Lydian>) => overHttp(calls).open()],
] as const;

/** Creates a question that is never answered, and records its signal. */
function unanswered() {
  const signals: AbortSignal[] = [];
  const ask: Lydian["ask"] = (_question, { signal, onEvent } = {}) => {
    if (signal !== undefined) signals.push(signal);
    onEvent?.({ type: "searched", collection: "default", hits: 3, durationMs: 1 });
    onEvent?.({ type: "context-composed", answerId: "a", passages: [] });
    return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
  };
  return { calls: { ask }, signals };
}

const question = { name: "ask", arguments: { question: "What does a key cost?" } };

describe.each(ways)("an agent over %s", (_, open) => {
  it("gets progress if it asks for it, and cancelling a call stops its work", async () => {
    const { calls, signals } = unanswered();
    const client = await open(calls);
    const taken = new AbortController();
    const told: unknown[] = [];
    const asking = client.callTool(question, undefined, {
      signal: taken.signal,
      onprogress: (progress) => void told.push(progress),
    });
    await expect.poll(() => told.length).toBe(2);
    expect(told).toMatchObject([
      { progress: 1, message: "3 passages found" },
      { progress: 2, message: "0 passages selected" },
    ]);
    taken.abort("enough");
    await expect(asking).rejects.toThrow(/enough/);
    await expect.poll(() => signals[0]?.aborted).toBe(true);
  });

  it("gets no progress if it does not ask for it", async () => {
    const client = await open({
      checkClaim: async (_claim, { onEvent } = {}) => {
        onEvent?.({ type: "searched", collection: "default", hits: 3, durationMs: 1 });
        return { claim: "x", collection: "default", verdict: "unmeasured", why: "none", evidence: [], warnings: [] };
      },
    });
    const notified: unknown[] = [];
    client.fallbackNotificationHandler = async (notification) => void notified.push(notification);
    const checked = await client.callTool({ name: "check_claim", arguments: { claim: "x" } });
    expect([checked.structuredContent, notified]).toMatchObject([{ verdict: "unmeasured" }, []]);
  });

  it("gets the text to use from the guards, and none that may not be used", async () => {
    const decisions = { redact: "Write to [EMAIL_ADDRESS].", block: "Write to a@b.example." } as const;
    for (const action of ["redact", "block"] as const) {
      const client = await open({
        checkText: async (_text, { stage = "input" } = {}) => ({
          stage,
          verdict: "fail",
          action,
          text: decisions[action],
          why: "The guard found EMAIL_ADDRESS.",
          verdicts: [
            {
              guard: "personal-data",
              version: "1",
              verdict: "fail",
              action,
              score: 1,
              threshold: 0.5,
              spans: [{ start: 9, end: 20, type: "EMAIL_ADDRESS", evidence: "e-mail" }],
              durationMs: 1,
            },
          ],
          policy: { name: "clinic", version: "a1" },
        }),
      });
      const given = { name: "check_text", arguments: { text: "Write to a@b.example.", stage: "output" } };
      const { structuredContent, content } = await client.callTool(given);
      expect(structuredContent).toMatchObject({
        verdict: "fail",
        outcomes: [{ places: [{ span: { start: 9, end: 20 }, type: "EMAIL_ADDRESS" }] }],
      });
      const mayUse = action === "redact";
      expect(JSON.stringify([structuredContent, content]).includes(decisions[action])).toBe(mayUse);
    }
  });

  it("lists the documents of all its collections as resources, page by page", async () => {
    let read = 0;
    const list: Lydian["list"] = async ({ collection = "", afterUri = "", limit } = {}) => {
      const all = Array.from({ length: collection === "a" ? 205 : 3 }, (_, index) => documentOf(collection, index));
      const page = all
        .sort((one, other) => (one.uri < other.uri ? -1 : 1))
        .filter(({ uri }) => uri > afterUri)
        .slice(0, limit);
      read += page.length;
      return page;
    };
    const client = await open({
      list,
      status: async () => ({
        ...empty,
        collections: [
          { ...counts, name: "b" },
          { ...counts, name: "a" },
        ],
      }),
    });
    const uris: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.listResources(cursor === undefined ? {} : { cursor });
      expect(page.resources.length).toBeLessThanOrEqual(200);
      uris.push(...page.resources.map(({ uri }) => uri));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect([uris.length, new Set(uris).size]).toEqual([208, 208]);
    // Besides the pages themselves, only the document that shows that there is a next page is read.
    expect(read).toBe(208 + 1);
    expect(uris.at(-1)).toBe("lydian://b/d2");
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates).toMatchObject([{ uriTemplate: "lydian://{collection}/{document}" }]);
    await expect(client.listResources({ cursor: "none" })).rejects.toThrow(/cursor/);
  });

  it("adds a text or the bytes of a file, but not both, and not too many bytes", async () => {
    const added: unknown[] = [];
    const client = await open({
      add: async (documents) => {
        added.push(documents);
        return { collection: "default", outcomes: [], rechunked: 0, chunksWithoutVectors: 0, documentsToRechunk: 0 };
      },
    });
    const send = async (sent: Record<string, string>) => {
      const { content } = await client.callTool({ name: "add_document", arguments: { name: "a.pdf", ...sent } });
      return JSON.stringify(content);
    };
    await send({ base64: Buffer.from("%PDF").toString("base64") });
    expect(added).toEqual([[{ uri: "agent:k1/a.pdf", content: Buffer.from("%PDF") }]]);
    expect(await send({ text: "x", base64: "eA==" })).toContain("invalid-argument");
    expect(await send({})).toContain("invalid-argument");
    expect(await send({ base64: "no base64!" })).toContain("base64");
    expect(await send({ base64: Buffer.alloc(7_000_001).toString("base64") })).toContain("body-too-large");
    expect(added).toHaveLength(1);
  });
});

describe("an error for an agent", () => {
  const notFound = async () => undefined;
  const broken = async () => {
    throw new TypeError("the text of a document");
  };

  it("has the protocol's code for an unknown resource, and says it once", async () => {
    const client = await overStreams({ read: notFound, status: async () => ({ ...empty, collections: [] }) });
    const reading = client.readResource({ uri: "lydian://default/d1" });
    await expect(reading).rejects.toMatchObject({
      code: -32_002,
      message: 'MCP error -32002: There is no document "d1". (document-not-found)',
    });
    await expect(client.listResources({ cursor: "none" })).rejects.toMatchObject({ code: -32_602 });
  });

  it("is reported and not described if it is unexpected", async () => {
    const { open, failures } = overHttp({ read: broken });
    const reading = (await open()).readResource({ uri: "lydian://default/d1" });
    await expect(reading).rejects.toMatchObject({ code: -32_603, message: expect.not.stringContaining("text") });
    expect(failures).toEqual([expect.any(TypeError)]);
  });

  it.each([undefined, "enough"])("is not reported if the agent has cancelled the call: %s", async (reason) => {
    const { calls, signals } = unanswered();
    const { open, failures } = overHttp(calls);
    const taken = new AbortController();
    const asking = (await open()).callTool(question, undefined, { signal: taken.signal });
    await expect.poll(() => signals.length).toBe(1);
    taken.abort(reason);
    await expect(asking).rejects.toThrow();
    await expect.poll(() => signals[0]?.aborted).toBe(true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(failures).toEqual([]);
  });
});

describe("agents over HTTP with one key", () => {
  it("cannot cancel each other's calls, although they use the same numbers", async () => {
    const { calls, signals } = unanswered();
    const { open } = overHttp(calls);
    const [one, other] = [await open(), await open()];
    const taken = new AbortController();
    const asking = one.callTool(question, undefined, { signal: taken.signal });
    const others = new AbortController();
    const stillAsking = other.callTool(question, undefined, { signal: others.signal });
    await expect.poll(() => signals.length).toBe(2);
    taken.abort("enough");
    await expect(asking).rejects.toThrow(/enough/);
    await expect.poll(() => signals[0]?.aborted).toBe(true);
    expect(signals[1]?.aborted).toBe(false);
    others.abort("too");
    await expect(stillAsking).rejects.toThrow(/too/);
    await expect.poll(() => signals[1]?.aborted).toBe(true);
  });

  it("stops answering when the client disconnects", async () => {
    const { calls, signals } = unanswered();
    const client = await overHttp(calls).open();
    const asking = client.callTool(question);
    await expect.poll(() => signals.length).toBe(1);
    await client.close();
    await expect(asking).rejects.toThrow();
    await expect.poll(() => signals[0]?.aborted).toBe(true);
  });
});

const guardPolicy = { name: "default", version: "1", origin: "default" } as const;
const empty = { store: "/s", formatVersion: 2, sizeBytes: 0, embedder: "e", guardPolicy } as const;
const counts = {
  documents: 0,
  chunks: 0,
  chunksWithoutVectors: 0,
  documentsToRechunk: 0,
  documentsWithWarnings: 0,
  segments: 0,
  indexBytes: 0,
  generation: 0,
  createdAt: "2026-01-01T00:00:00.000Z",
};

function documentOf(collection: string, index: number): DocumentSummary {
  const receipt = { pages: 0, emptyPages: [], characters: 1, chunks: 1, warnings: [] };
  return Object.assign(Object.create(null), {
    id: `d${index}`,
    collection,
    uri: `memo:${String(index).padStart(4, "0")}`,
    title: `T${index}`,
    mediaType: "text/plain",
    addedAt: "2026-01-01T00:00:00.000Z",
    receipt,
  });
}

describe("a batch of messages", () => {
  it("is refused as a whole, and calls nothing", async () => {
    const asked: unknown[] = [];
    const lydian = lydianOf({
      ask: async (question) => {
        asked.push(question);
        throw new Error("not expected");
      },
    });
    const answer = answerAgents({ lydian, version: "1.2.3", failed: () => undefined });
    const message = { jsonrpc: "2.0", method: "tools/call", params: { name: "ask", arguments: { question: "Why?" } } };
    for (const count of [0, 1, 100]) {
      const body = JSON.stringify(Array.from({ length: count }, (_, id) => ({ ...message, id })));
      const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };
      const request = new Request("http://localhost/mcp", { method: "POST", headers, body });
      const response = await answer(request, { caller: writer, requestId: "request-1", body });
      expect([response.status, await response.json()]).toMatchObject([
        400,
        { jsonrpc: "2.0", id: null, error: { code: -32600, message: expect.stringContaining("one message") } },
      ]);
    }
    expect(asked).toEqual([]);
  });
});
